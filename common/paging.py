"""Lists in pages: `?page=2`. A page that does not exist is a 404 that says how many there are."""

from django.conf import settings
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest


class NoSuchPage(Http404):
    def __init__(self, last: int):
        super().__init__(f"The last page is {last}")
        self.last = last


def page_of(request: HttpRequest, items, size: int | None = None) -> Page:
    """The page that the address asks for, with `numbers` to link to (None is a gap)."""
    paginator = Paginator(items, size or settings.PAGE_SIZE)
    try:
        page = paginator.page(_number(request))
    except InvalidPage as error:
        raise NoSuchPage(paginator.num_pages) from error
    numbers = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    page.numbers = [n if isinstance(n, int) else None for n in numbers]  # type: ignore[attr-defined]
    return page


def _number(request):
    asked = request.GET.get("page", "1")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 0
