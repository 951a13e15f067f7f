"""The page in a real browser: clean, with its evidence, filters, and usable by keyboard."""

from __future__ import annotations

import itertools
import shutil

import pytest
from seen_rows import ALLY, CAPTURED, DENIED, HOSTILE, SHELLED, HandMade, hostile, many

from kg.network import disputes, network
from kg.view import view

pytestmark = pytest.mark.browser

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    "--no-sandbox",  # a container runs the tests as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if BROWSER is None:
        pytest.skip("no Chromium found: run `make browser`")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield browser
        browser.close()


class Opened:
    """A page in the browser, with all that it complained about or asked for."""

    def __init__(self, browser, html, file, **options):
        file.write_text(html, encoding="utf-8")
        self.page = browser.new_page(viewport={"width": 1300, "height": 850}, **options)
        self.trouble, self.requests = [], []
        self.page.on("console", lambda message: self.trouble.append(message.text))
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri())
        self.page.wait_for_selector("html[data-ready]", timeout=20_000)
        self.address = file.as_uri()

    def click_node(self, name):
        place = self.page.evaluate(
            """name => {
                const id = communique.nodes.find(node => node.full === name).id;
                const canvas = communique.network.canvasToDOM(communique.network.getPosition(id));
                const box = document.getElementById("drawing").getBoundingClientRect();
                return [canvas.x + box.x, canvas.y + box.y];
            }""",
            name,
        )
        self.page.mouse.click(*place)
        self.page.wait_for_timeout(50)

    def click_line(self, relation):
        """Clicks the middle of the curve of the line."""
        place = self.page.evaluate(
            """relation => {
                const line = communique.lines.find(one => one.relation === relation);
                const middle = communique.network.body.edges[line.id].edgeType.getPoint(0.5);
                const canvas = communique.network.canvasToDOM(middle);
                const box = document.getElementById("drawing").getBoundingClientRect();
                return [canvas.x + box.x, canvas.y + box.y];
            }""",
            relation,
        )
        self.page.mouse.click(*place)
        self.page.wait_for_timeout(50)

    @property
    def panel(self):
        return self.page.inner_text("#panel")

    @property
    def status(self):
        return self.page.inner_text("#status")


@pytest.fixture
def opened(chromium, tmp_path):
    shown = Opened(chromium, view(network(HandMade()), title="Fight for Varn"), tmp_path / "p.html")
    yield shown
    shown.page.close()


def test_the_page_opens_without_complaint_and_asks_for_nothing(opened):
    assert opened.trouble == []
    assert opened.requests == [opened.address]
    assert opened.status == "7 nodes, 11 lines"
    assert opened.page.title() == "Fight for Varn"


def test_the_policy_holds_a_foreign_script_back(opened):
    opened.page.evaluate(
        """() => { const script = document.createElement("script");
                   script.textContent = "window.owned = true";
                   document.body.append(script); }"""
    )
    assert opened.page.evaluate("window.owned") is None
    assert "Content Security Policy" in opened.trouble[0]


def test_something_is_drawn(opened):
    colours = opened.page.evaluate(
        """() => {
            const canvas = document.querySelector("#drawing canvas");
            const context = canvas.getContext("2d");
            const all = context.getImageData(0, 0, canvas.width, canvas.height).data;
            const seen = new Set();
            for (let i = 0; i < all.length; i += 4) {
                if (all[i + 3] === 255) seen.add((all[i] << 16) + (all[i + 1] << 8) + all[i + 2]);
            }
            return [...seen];
        }"""
    )
    assert {0x2F6FD0, 0xD1453B, 0xE8A33D, 0x6CBF8F} <= set(
        colours
    )  # state, armed group, person, city


def test_a_click_on_a_node_shows_its_sentences_with_article_and_offsets(opened):
    opened.click_node("Northern Front")
    assert opened.page.inner_text("#panel .title") == "Northern Front"
    assert CAPTURED in opened.panel
    assert DENIED in opened.panel
    assert f"varn.txt, characters 0–{len(CAPTURED)}" in opened.panel
    assert "Border Wire · 2031-04-02 · “Fight for Varn”" in opened.panel


def test_a_click_on_a_line_shows_who_said_it_and_how(opened):
    opened.click_line("allied with")
    assert opened.page.inner_text("#panel .title") == "Lorna Pell allied with Osmia"
    assert ALLY in opened.panel
    assert "Lorna Pell, “told”, via Harbour News" in opened.panel
    assert opened.page.inner_text("#panel mark") == "Osmia is our ally"


def test_a_doubted_line_says_why(opened):
    opened.click_line("takes")
    assert "unverified (Border Wire)" in opened.panel


def test_a_click_on_the_ground_shows_the_overview_again(opened):
    opened.click_node("Osmia")
    opened.page.mouse.click(300, 830)
    assert opened.page.inner_text("#panel .title") == "All that is said"


def test_a_class_can_be_switched_off(opened):
    opened.page.uncheck("input[data-cls=Person]")
    assert opened.status == "5 nodes, 6 lines"


def test_a_group_of_relations_can_be_switched_off(opened):
    opened.page.uncheck("input[data-group=speech]")
    assert opened.status == "6 nodes, 6 lines"


def test_one_speaker_can_be_heard_alone(opened):
    opened.page.select_option("#speaker", "Osmian defence ministry")
    assert "Osmian defence ministry" in opened.panel
    assert "Lorna Pell" not in opened.panel
    assert opened.status == "3 nodes, 3 lines"


def test_only_what_is_doubted_can_be_shown(opened):
    opened.page.select_option("#doubt", "doubt")
    assert "does not control" in opened.panel
    assert "attacks" not in opened.panel
    opened.page.click("#reset")
    assert opened.status == "7 nodes, 11 lines"


def test_nodes_without_relations_show_on_demand(opened):
    opened.page.check("#alone")
    assert opened.status == "10 nodes, 11 lines"


def test_search_finds_a_node_by_keyboard_alone(opened):
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("north")
    opened.page.keyboard.press("ArrowDown")
    opened.page.keyboard.press("Enter")
    assert opened.page.inner_text("#panel .title") == "Northern Front"
    assert opened.page.evaluate("document.activeElement.className") == "title"
    opened.page.keyboard.press("Escape")
    assert opened.page.inner_text("#panel .title") == "All that is said"


def test_every_relation_can_be_reached_without_the_drawing(opened):
    opened.page.locator("#panel button.line", has_text="attacks").press("Enter")
    assert SHELLED in opened.panel


def test_disagreements_come_first_and_lead_to_their_lines(chromium, tmp_path):
    html = view(network(HandMade()), disputes=disputes(HandMade()))
    shown = Opened(chromium, html, tmp_path / "p.html")
    assert "Where sources do not agree (1)" in shown.panel
    shown.page.click("#panel .dispute .link >> text=not the Northern Front")
    assert shown.page.inner_text("#panel .title") == "Northern Front does not control Varn"
    assert shown.trouble == []
    shown.page.close()


def test_every_control_has_a_name_and_headings_do_not_jump(opened):
    unnamed = opened.page.evaluate(
        """() => [...document.querySelectorAll("button, select, input")].filter(one =>
               !one.textContent.trim() && !one.getAttribute("aria-label") && !one.labels?.length
           ).map(one => one.outerHTML)"""
    )
    levels = opened.page.evaluate(
        """() => [...document.querySelectorAll("h1, h2, h3")].map(one => Number(one.tagName[1]))"""
    )
    assert unnamed == []
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


CONTRAST = """() => {
    const lit = text => { const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map(v => {
        v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const ground = one => { for (; one; one = one.parentElement) {
        const color = getComputedStyle(one).backgroundColor;
        if (!/, 0\\)$|transparent/.test(color)) return color; } return "rgb(255,255,255)"; };
    const weak = [];
    for (const one of document.querySelectorAll("body *")) {
        const own = [...one.childNodes].some(
            node => node.nodeType === 3 && node.textContent.trim());
        if (!own || !one.offsetParent || one.closest("script")) continue;
        const [a, b] = [lit(getComputedStyle(one).color), lit(ground(one))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) weak.push([one.className || one.tagName, ratio]);
    }
    return weak; }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(chromium, tmp_path, scheme):
    shown = Opened(chromium, view(network(HandMade())), tmp_path / "p.html", color_scheme=scheme)
    shown.click_node("Northern Front")
    assert shown.page.evaluate("document.documentElement.dataset.theme") == scheme
    assert shown.page.evaluate(CONTRAST) == []
    shown.page.close()


def test_hostile_text_is_shown_and_does_nothing(chromium, tmp_path):
    shown = Opened(chromium, view(network(hostile()), title=HOSTILE), tmp_path / "p.html")
    shown.page.evaluate("communique.select('node', 0, true)")
    shown.click_line("takes")
    assert shown.trouble == []
    assert shown.page.title() == HOSTILE
    assert HOSTILE in shown.panel
    assert shown.page.evaluate("document.querySelectorAll('script').length") == 3
    shown.page.close()


def test_two_thousand_nodes_open_quickly_and_the_page_says_that_there_are_more(chromium, tmp_path):
    shown = Opened(chromium, view(network(many(1200))), tmp_path / "p.html")
    assert shown.trouble == []
    assert "most connected of 2,400 actors and places" in shown.page.inner_text("#notice")
    assert shown.page.evaluate("performance.now()") < 15_000  # about 1,300 where nothing else runs
    shown.page.close()


def test_the_page_works_in_the_frame_of_a_notebook(chromium, tmp_path):
    from kg.api import Page

    file = tmp_path / "notebook.html"
    file.write_text(
        f"<!doctype html>{Page(view(network(HandMade())))._repr_html_()}", encoding="utf-8"
    )
    page = chromium.new_page(viewport={"width": 1000, "height": 700})
    trouble = []
    page.on("console", lambda message: trouble.append(message.text))
    page.goto(file.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("#status", has_text="7 nodes, 11 lines").wait_for(timeout=20_000)
    assert trouble == []
    page.close()
