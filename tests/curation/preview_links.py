"""What somebody with a preview link does, without a browser."""

from curation.desk import linking

TITLE = "The heat under the quay"


def link_to(article, by, **options):
    link = linking.make(article, "Dr. Maud Hale", by=by, **{"may_approve": True, **options})
    return link, linking.address_of(link).removeprefix("http://127.0.0.1:8000")


def read(client, address):
    return client.get(address).content.decode()


def write(client, address, body="The figure is of last year.", **said):
    return client.post(f"{address}note/", {"body": body, "key": "k", **said})
