"""Mail (.eml): the body of one message, plain where it has a plain part."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage

from kg.errors import UnreadableError
from kg.model import Document
from kg.read.dates import iso_date
from kg.read.markup import plain
from kg.read.records import CONTAINER_FACTOR, Meta, Skipped, Source, document


def read_mail(source: Source, max_chars: int) -> Iterator[Document | Skipped]:
    """The message's body, with subject, sender's name and date; attachments are not read."""
    data = source.data(max_chars * CONTAINER_FACTOR)
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        if not message.keys():
            raise UnreadableError("no mail (it has no headers)")
        body = message.get_body(("plain", "html"))
        if not isinstance(body, EmailMessage):
            raise UnreadableError("a mail without text")
        text = body.get_content()
        meta = Meta(
            title=_header(message, "subject"),
            author=_sender(message),
            published=iso_date(_header(message, "date")),
        )
    except (LookupError, ValueError, AttributeError, TypeError) as problem:
        raise UnreadableError(f"a mail that cannot be read ({problem})") from problem
    yield document(source, plain(text) if body.get_content_subtype() == "html" else text, meta)


def _header(message: EmailMessage, name: str) -> str | None:
    return " ".join(str(message.get(name, "")).split()) or None


def _sender(message: EmailMessage) -> str | None:
    sender = message.get("from")
    addresses = getattr(sender, "addresses", ())
    return addresses[0].display_name or None if addresses else None
