"""What is read, under which key, with which metadata, and what is skipped with which words."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.model import Document
from kg.read import READERS, Skipped, read
from kg.read.dates import iso_date
from kg.read.language import foreign

TEXT = "The spokesman said that the army had taken the town. Nobody in the town confirmed it.\n"
PAGE = """<!DOCTYPE html><html><head><title>Bridge falls | Example Gazette</title>
<meta property="og:title" content="Bridge falls to the brigade">
<meta property="og:site_name" content="Example Gazette"><meta name="author" content="Ann Specimen">
<meta property="article:published_time" content="2031-05-02T08:00:00+02:00">
<link rel="canonical" href="https://gazette.example/bridge"></head><body>
<nav><a href="/">Home</a> <a href="/war">War</a></nav>
<article><h1>Bridge falls to the brigade</h1>
<p>The old bridge fell to the Heron Brigade on Friday, a spokeswoman of the brigade said in a
statement. She said that the town on the other side was still held by the Lantern Front.</p>
<p>The claim could not be verified. Reporters who tried to reach the bridge were turned away by
soldiers, and the telephone lines have been down since the fighting began in the spring.</p>
</article>
<script>document.write("The army won")</script><footer>Copyright</footer></body></html>"""


def documents(*inputs: object, **options: object) -> list[Document]:
    found = list(read([str(one) for one in inputs], **options))
    assert not [one for one in found if isinstance(one, Skipped)]
    return found


def only(*inputs: object, **options: object) -> Document:
    (found,) = documents(*inputs, **options)
    return found


def reason(*inputs: object, **options: object) -> str:
    (found,) = read([str(one) for one in inputs], **options)
    assert isinstance(found, Skipped)
    return found.reason


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- text --------------------------------------------------------------------------------------


def test_a_text_file_is_kept_to_the_byte(tmp_path):
    raw = "\ufeffOne line.\r\nThe \u201cother\u201d line,\ttoo.\x0b\r\n"
    document = only(write(tmp_path, "a.txt", raw))
    assert document.text == raw
    assert (document.key, document.file, document.body) == ("a.txt", "a.txt", 0)


def test_front_matter_is_part_of_the_text_and_told_apart_by_body(tmp_path):
    head = "---\ntitle: Town taken\npublisher: Example Post\nauthor: Ann\ndate: 2031-05-02\n---\n"
    document = only(write(tmp_path, "a.md", head + TEXT))
    assert document.text == head + TEXT
    assert document.text[document.body :] == TEXT
    assert (document.title, document.publisher, document.author) == (
        "Town taken",
        "Example Post",
        "Ann",
    )
    assert document.published == "2031-05-02"
    assert not document.fictional


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_front_matter_that_is_no_yaml_is_read_line_by_line(tmp_path, ending):
    head = ending.join(["---", "title: Kabul: crossing lost", "fictional: true", "---", ""])
    document = only(write(tmp_path, "a.txt", head + TEXT))
    assert document.title == "Kabul: crossing lost"
    assert document.fictional
    assert document.text[document.body :] == TEXT


def test_a_rule_at_the_top_is_no_front_matter(tmp_path):
    text = "---\nThe spokesman said that the army had taken the town.\n---\nNobody confirmed it.\n"
    assert only(write(tmp_path, "a.md", text)).body == 0


def test_the_url_is_the_key(tmp_path):
    path = write(tmp_path, "a.txt", f"---\nurl: https://post.example/a\n---\n{TEXT}")
    assert only(path).key == only(path).url == "https://post.example/a"


def test_a_url_that_is_none_is_no_key(tmp_path):
    assert (
        only(write(tmp_path, "a.txt", f"---\nurl: javascript:alert(1)\n---\n{TEXT}")).key == "a.txt"
    )


def test_given_metadata_fills_only_what_lacks(tmp_path):
    bare = write(tmp_path, "a.txt", TEXT)
    full = write(tmp_path, "b.txt", f"---\npublisher: Post\ndate: 2031\n---\n{TEXT}")
    found = documents(bare, full, publisher="Wire", date="5 May 2030")
    assert [(d.publisher, d.published) for d in found] == [("Wire", "2030-05-05"), ("Post", "2031")]


def test_a_date_that_is_none_is_a_wrong_call(tmp_path):
    with pytest.raises(UsageError, match="'soon' is no date"):
        list(read([write(tmp_path, "a.txt", TEXT)], date="soon"))


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2031-05-02", "2031-05-02"),
        ("2031-05-02T23:30:00-08:00", "2031-05-02"),
        ("20310502", "2031-05-02"),
        ("2031-05", "2031-05"),
        ("2031", "2031"),
        ("2 May 2031", "2031-05-02"),
        ("May 2, 2031", "2031-05-02"),
        ("Fri, 02 May 2031 08:00:00 +0200", "2031-05-02"),
        ("02/05/2031", None),
        ("2031-13-01", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_as_exact_as_they_are_given(words, iso):
    assert iso_date(words) == iso


# --- inputs ------------------------------------------------------------------------------------


def test_keys_are_relative_to_the_input(tmp_path):
    path = write(tmp_path, "news/may/a.txt", TEXT)
    assert only(tmp_path).key == "news/may/a.txt"
    assert only(tmp_path / "news").key == "may/a.txt"
    assert only(tmp_path / "news" / "**" / "*.txt").key == "may/a.txt"
    assert only(path).key == "a.txt"


def test_a_folder_is_read_in_order_without_hidden_files_and_its_readme(tmp_path):
    for name in ("b.txt", "a/z.txt", "a.txt", ".hidden.txt", ".git/x.txt", "README.md", "c"):
        write(tmp_path, name, TEXT)
    assert [d.key for d in documents(tmp_path)] == ["a/z.txt", "a.txt", "b.txt", "c"]


def test_a_readme_given_by_name_is_read(tmp_path):
    assert only(write(tmp_path, "README.md", TEXT)).file == "README.md"


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    found = only("-")
    assert (found.key, found.text) == ("-", TEXT)


def test_standard_input_may_hold_json_lines(monkeypatch):
    lines = "\n".join(json.dumps({"text": TEXT + str(n)}) for n in range(2))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert [d.key for d in documents("-")] == ["-#1", "-#2"]


def test_a_name_with_square_brackets_is_a_file_before_it_is_a_glob(tmp_path):
    assert only(write(tmp_path, "a[1].txt", TEXT)).key == "a[1].txt"


def test_a_file_name_that_is_no_utf8_still_has_a_key(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(TEXT)
    assert only(tmp_path).key == "caf\ufffd.txt"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", "", "no text in it"),
        ("blank.txt", " \n\t\r\n\ufeff", "no text in it"),
        ("head.txt", "---\ntitle: Nothing\n---\n\n", "no text in it"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a binary file"),
        ("latin.txt", "The café".encode("latin-1"), "not UTF-8 (byte 7)"),
        ("wide.txt", TEXT.encode("utf-16"), "UTF-16"),
        ("russian.txt", "Представитель движения сообщил, что город взят под контроль.", "'ru'"),
        ("german.txt", "Die Armee hat die Stadt eingenommen, sagte ein Sprecher.", "'de'"),
        ("declared.txt", f"---\nlanguage: fr\n---\n{TEXT}", "not in English"),
        ("broken.pdf", b"%PDF-1.4 and no more", "a PDF that cannot be read"),
        ("broken.docx", b"PK\x03\x04 and no more", "a .docx that cannot be read"),
        ("plain.docx", TEXT, "a .docx that cannot be read"),
        ("empty.html", "<html><body></body></html>", "no article found"),
        ("empty.rss", "<rss><channel></channel></rss>", "a feed without entries"),
        ("broken.warc", b"no archive at all", "a web archive that cannot be read"),
        ("empty.eml", "Subject: x\nContent-Type: image/png\n\n", "a mail without text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_skipped_with_its_reason(tmp_path, name, content, words):
    assert words in reason(write(tmp_path, name, content))


def test_what_is_not_there_is_skipped(tmp_path):
    (tmp_path / "folder").mkdir()
    assert reason(tmp_path / "none.txt") == "no such file or folder"
    assert reason(tmp_path / "*.txt") == "no file matches"
    assert reason(tmp_path / "folder") == "a folder without text"
    assert reason("a\0b") == "no such file or folder"


def test_a_file_of_a_kind_that_nobody_reads_is_named(tmp_path):
    write(tmp_path, "a.csv", "x,y\n")
    assert reason(tmp_path) == "no reader for .csv files"


def test_a_text_over_the_limit_is_skipped_and_one_at_the_limit_is_not(tmp_path):
    path = write(tmp_path, "a.txt", TEXT)
    assert only(path, max_chars=len(TEXT)).text == TEXT
    assert reason(path, max_chars=len(TEXT) - 1) == f"longer than {len(TEXT) - 1} characters"


def test_a_very_large_file_is_refused_before_it_is_read_whole(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(10**12)
    assert reason(path) == "larger than 4,000,000 bytes, the most that is read"


def test_html_and_control_characters_in_a_text_file_are_text(tmp_path):
    raw = f"<script>alert('x')</script>\x01\x1b[31m \u202e {TEXT}"
    assert only(write(tmp_path, "a.txt", raw)).text == raw


def test_every_ending_has_one_reader():
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_short_texts_of_foreign_names_pass_as_english():
    assert foreign("Mohammad Ali Hassan, Abdul Rashid Dostum") is None


# --- the other kinds of file ---------------------------------------------------------------------


def test_json_lines_carry_their_metadata(tmp_path):
    records = [
        {"text": TEXT, "title": "One", "publisher": "Post", "author": "Ann", "date": "2031-05-02"},
        {"text": TEXT, "url": "https://post.example/2", "fictional": True},
    ]
    path = write(tmp_path, "report.jsonl", "\n\n".join(map(json.dumps, records)))
    one, two = documents(path)
    assert (one.key, one.text, one.title, one.published) == (
        "report.jsonl#1",
        TEXT,
        "One",
        "2031-05-02",
    )
    assert (two.key, two.file, two.fictional) == ("https://post.example/2", "report.jsonl", True)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{not json}", "no JSON"),
        ("[1]", 'no object with a "text"'),
        ('{"title": "x"}', 'no object with a "text"'),
        ('{"text": 3}', 'no object with a "text"'),
        ('{"text": ""}', "no text in it"),
        (
            r'{"text": "half \ud800 of a pair in an otherwise good text"}',
            "half of a surrogate pair",
        ),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_bad_record_is_skipped_and_the_next_is_read(tmp_path, line, words):
    path = write(tmp_path, "a.jsonl", f"{line}\n" + json.dumps({"text": TEXT}) + "\n")
    skipped, document = read([path])
    assert words in skipped.reason
    assert skipped.path.endswith("a.jsonl#1")
    assert document.key == "a.jsonl#2"


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path):
    document = only(write(tmp_path, "a.html", PAGE))
    assert document.text.startswith("Bridge falls to the brigade\n")
    assert "could not be verified" in document.text
    assert "Home" not in document.text
    assert "The army won" not in document.text
    assert (document.publisher, document.author) == ("Example Gazette", "Ann Specimen")
    assert (document.published, document.key) == ("2031-05-02", "https://gazette.example/bridge")


def test_a_page_without_a_date_has_none(tmp_path):
    page = PAGE.replace("article:published_time", "other").replace("2031-05-02T08:00:00+02:00", "x")
    assert only(write(tmp_path, "a.html", page)).published is None


def test_an_encoding_that_the_page_declares_is_used(tmp_path):
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace(
        "old bridge", "ol\u00e9 bridge"
    )
    assert "ol\u00e9 bridge" in only(write(tmp_path, "a.html", page.encode("cp1252"))).text


def test_entries_of_a_feed_are_documents(tmp_path):
    feed = """<?xml version="1.0"?><rss version="2.0"><channel><title>Example Wire</title>
    <item><title>Town &amp; bridge taken</title><link>https://wire.example/1</link>
    <pubDate>Fri, 02 May 2031 08:00:00 GMT</pubDate><author>Ann Specimen</author>
    <description>&lt;p&gt;The army said that it had taken the &lt;b&gt;bridge&lt;/b&gt;.&lt;/p&gt;
    </description></item>
    <item><title>Nobody confirms it</title><description>The town is quiet.</description></item>
    </channel></rss>"""
    one, two = documents(write(tmp_path, "wire.rss", feed))
    assert one.text == "Town & bridge taken\n\nThe army said that it had taken the bridge."
    assert (one.publisher, one.published, one.key) == (
        "Example Wire",
        "2031-05-02",
        "https://wire.example/1",
    )
    assert two.key == "wire.rss#2"


def test_a_feed_that_declares_entities_is_refused(tmp_path):
    feed = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>'
    )
    assert reason(write(tmp_path, "a.xml", feed)) == "XML that declares entities is refused"


def test_a_mail_gives_its_plain_body(tmp_path):
    mail = (
        "From: Ann Specimen <ann@post.example>\nSubject: Town taken\n"
        "Date: Fri, 02 May 2031 08:00:00 +0200\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}\n"
        f"--b\nContent-Type: text/html\n\n<p>{TEXT}</p>\n--b--\n"
    )
    document = only(write(tmp_path, "a.eml", mail))
    assert document.text.strip() == TEXT.strip()
    assert (document.title, document.author, document.published) == (
        "Town taken", "Ann Specimen", "2031-05-02",
    )  # fmt: skip


def test_a_mail_of_html_alone_gives_its_text(tmp_path):
    mail = f"Subject: x\nContent-Type: text/html; charset=utf-8\n\n<style>p</style><p>{TEXT}</p>"
    assert only(write(tmp_path, "a.eml", mail)).text == TEXT.strip()


def docx(*parts: str, core: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr("word/document.xml", part)
        if core:
            archive.writestr("docProps/core.xml", core)
    return made.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_a_word_file_gives_its_paragraphs(tmp_path):
    main = (
        f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>The army took </w:t></w:r>'
        "<w:r><w:t>the town.</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>The mayor said so.</w:t></w:r>"
        "<w:del><w:r><w:delText>Never.</w:delText></w:r></w:del></w:p></w:body></w:document>"
    )
    core = (
        '<c:p xmlns:c="http://c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>Town taken</dc:title><dc:creator>Ann</dc:creator></c:p>"
    )
    document = only(write(tmp_path, "a.docx", docx(main, core=core)))
    assert document.text == "The army took the town.\n\nThe mayor said so."
    assert (document.title, document.author, document.published) == ("Town taken", "Ann", None)


def test_a_word_file_with_entities_is_refused(tmp_path):
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w>&b;</w>'
    assert "cannot be read" in reason(write(tmp_path, "a.docx", docx(bomb)))


def test_a_word_file_that_unpacks_without_end_is_refused(tmp_path):
    path = write(tmp_path, "a.docx", docx("<w>" + " " * 2_000_000 + "</w>"))
    assert reason(path, max_chars=10_000) == "unpacks to more than 1,000,000 bytes"


def pdf(*lines: str) -> bytes:
    """A PDF of one page, written by hand."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 40 700 Td {shown}ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 6 0 R>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Font<</F1 5 0 R>>>>",
    ]
    made, offsets = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(made))
        made += f"{number} 0 obj{one}endobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        f"{made}xref\n0 7\n0000000000 65535 f \n{table}"
        f"trailer<</Size 7/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF"
    ).encode("latin-1")


def test_lines_of_a_pdf_become_paragraphs(tmp_path):
    path = write(tmp_path, "a.pdf", pdf(
        "The spokesman said on Friday that the army had taken the town and the brid-",
        "ge over the river. Nobody in the town confirmed it, and the lines were down",
        "for the rest of the day.", "The mayor said nothing.",
    ))  # fmt: skip
    assert only(path).text == (
        "The spokesman said on Friday that the army had taken the town and the bridge over the "
        "river. Nobody in the town confirmed it, and the lines were down for the rest of the day.\n"
        "The mayor said nothing."
    )


def test_a_pdf_without_text_says_so(tmp_path):
    assert reason(write(tmp_path, "a.pdf", pdf())) == "a PDF without text (scanned pages?)"


def record(url: str, body: str, kind: str = "text/html", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n{body}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2031-06-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_of_a_web_archive_are_documents_under_their_address(tmp_path, name):
    records = [
        record("https://gazette.example/1", PAGE),
        record("https://gazette.example/logo", "GIF", kind="image/gif"),
        record("https://gazette.example/gone", "none", status="404 Not Found"),
        record("https://gazette.example/2", "<html><body></body></html>"),
    ]
    packed = b"".join(map(gzip.compress, records)) if name.endswith("gz") else b"".join(records)
    document, skipped = read([write(tmp_path, name, packed)])
    assert (document.key, document.published) == ("https://gazette.example/1", "2031-05-02")
    assert (skipped.path.rpartition("#")[2], skipped.reason) == (
        "2",
        "no article found in the page",
    )


def test_a_missing_library_is_named_with_the_way_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert reason(write(tmp_path, "a.pdf", pdf("x"))) == 'needs: pip install "communique[pdf]"'
