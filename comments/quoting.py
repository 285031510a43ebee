"""The words of a comment as a quotation to answer. Pure."""

LONGEST = 600  # characters; who answers a whole essay quotes the part that matters


def quoted(body: str) -> str:
    """Its own words as Markdown, each line marked; what it quotes itself is left out."""
    own = "\n".join(line for line in body.splitlines() if not line.lstrip().startswith(">")).strip()
    return "\n".join(f"> {line}".rstrip() for line in _cut(own).splitlines())


def with_quotation(body: str, parent_body: str) -> str:
    """The quotation above what has been typed; asked for twice, it stands there once."""
    quotation = quoted(parent_body)
    if not quotation or body.startswith(quotation):
        return body
    return f"{quotation}\n\n{body}"


def _cut(text):
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rsplit(maxsplit=1)[0]} …"
