"""Who is meant: names, short forms, descriptions and pronouns on hand-made extractions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import (
    Claim,
    Document,
    Extraction,
    Filler,
    Form,
    Mention,
    Resolution,
    Role,
    Span,
    Statement,
    Value,
)
from kg.ontology import Ontology, load
from kg.resolve import resolve

NAME, NOMINAL, PRONOUN, ADJECTIVE = Form.NAME, Form.NOMINAL, Form.PRONOUN, Form.ADJECTIVE


@pytest.fixture(scope="module")
def world() -> Ontology:
    return load()


class Text:
    """A text whose mentions are given by their words, each found after the one before."""

    def __init__(self, text: str, key: str = "a.txt") -> None:
        self.text, self.key, self.at = text, key, 0
        self.mentions: list[Mention] = []
        self.statements: list[Statement] = []
        self.claims: list[Claim] = []

    def span(self, words: str, start: int = 0) -> Span:
        begin = self.text.index(words, start)
        return Span(begin, begin + len(words))

    def mention(self, words: str, form: Form, cls: str, ontology: Ontology, **more) -> int:
        span = self.span(words, self.at)
        last = words.rsplit(maxsplit=1)[-1]
        head = Span(span.end - len(last), span.end)
        ids = tuple(e.id for e in ontology.world.candidates(words)) if form is NAME else ()
        mention = Mention(span, head, form, cls, more.pop("candidates", ids))
        self.mentions.append(replace(mention, **more))
        self.at = head.start
        return len(self.mentions) - 1

    def said(self, speaker: int, content: str, directness: str = "direct") -> None:
        filler = Filler(self.mentions[speaker].span, speaker)
        span = self.span(content)
        self.statements.append(Statement(span, span, speakers=(filler,), directness=directness))

    def holds(self, holder: int, title: str, side: int) -> None:
        roles = tuple(
            Role(p, Filler(self.mentions[m].span, m))
            for p, m in (("holder", holder), ("roleIn", side))
        )
        value = Value("roleTitle", title, span=self.span(title))
        self.claims.append(
            Claim("RoleClaim", Span(0, 1), value.span or Span(0, 1), roles, (value,))
        )

    def resolved(self, ontology: Ontology) -> Resolution:
        document = Document(self.key, self.key, self.text)
        extraction = Extraction(
            document, tuple(self.mentions), tuple(self.statements), tuple(self.claims)
        )
        return next(resolve([extraction], ontology))


def name_of(resolution: Resolution, mention: int) -> str | None:
    link = resolution.links[mention]
    return None if link is None else resolution.entities[link].name


def test_a_surname_is_the_full_name_of_its_document(world):
    text = Text("Ada Quill spoke. Later Quill left.")
    text.mention("Ada Quill", NAME, "Person", world)
    short = text.mention("Quill", NAME, "Person", world)
    assert name_of(text.resolved(world), short) == "Ada Quill"


def test_a_surname_before_the_full_name_is_the_same_person(world):
    text = Text("Quill: no talks. The envoy Ada Quill said so.")
    short = text.mention("Quill", NAME, "Person", world)
    text.mention("Ada Quill", NAME, "Person", world)
    assert name_of(text.resolved(world), short) == "Ada Quill"


def test_titles_are_no_part_of_a_name(world):
    text = Text("President Ada Quill came. Ada Quill spoke.")
    first = text.mention("President Ada Quill", NAME, "Person", world)
    second = text.mention("Ada Quill", NAME, "Person", world)
    found = text.resolved(world)
    assert found.links[first] == found.links[second]
    assert name_of(found, first) == "Ada Quill"


def test_two_people_of_one_surname_stay_two_and_the_title_decides(world):
    text = Text("Tom Rush met Ann Rush. Mrs. Rush left.")
    text.mention("Tom Rush", NAME, "Person", world)
    text.mention("Ann Rush", NAME, "Person", world, gender="f")
    third = text.mention("Rush", NAME, "Person", world)
    found = text.resolved(world)
    assert name_of(found, third) == "Ann Rush"
    assert len(found.entities) == 2


def test_a_bare_surname_is_known_in_its_document_only(world):
    one = Text("Quill left.", "a.txt")
    one.mention("Quill", NAME, "Person", world)
    two = Text("Quill left.", "b.txt")
    two.mention("Quill", NAME, "Person", world)
    assert one.resolved(world).entities[0].id != two.resolved(world).entities[0].id


def test_equal_full_names_are_one_across_documents(world):
    found = []
    for key in ("a.txt", "b.txt"):
        text = Text("Ada Quill left.", key)
        text.mention("Ada Quill", NAME, "Person", world)
        found.append(text.resolved(world).entities[0].id)
    assert found == ["person/ada-quill"] * 2


@pytest.mark.parametrize(
    "sentence", ["The Free Valley Union (FVU) met. The FVU left.", "The Free Valley Union met FVU."]
)
def test_an_acronym_is_the_name_whose_initials_it_has(world, sentence):
    text = Text(sentence)
    text.mention("Free Valley Union", NAME, "Organisation", world)
    short = text.mention("FVU", NAME, "Organisation", world)
    assert name_of(text.resolved(world), short) == "Free Valley Union"


def test_the_office_finds_its_holder(world):
    text = Text("Ministry spokeswoman Ada Quill spoke. The spokeswoman left.")
    side = text.mention("Ministry", NAME, "GovernmentBody", world)
    holder = text.mention("Ada Quill", NAME, "Person", world)
    text.holds(holder, "spokeswoman", side)
    later = text.mention("spokeswoman", NOMINAL, "Person", world, gender="f")
    assert name_of(text.resolved(world), later) == "Ada Quill"


def test_pronouns_follow_gender(world):
    text = Text("Mr. Tom Rush met Mrs. Ann Vole. He left. She stayed.")
    text.mention("Tom Rush", NAME, "Person", world)
    text.mention("Ann Vole", NAME, "Person", world)
    he = text.mention("He", PRONOUN, "Person", world)
    she = text.mention("She", PRONOUN, "Person", world)
    found = text.resolved(world)
    assert [name_of(found, he), name_of(found, she)] == ["Tom Rush", "Ann Vole"]


def test_our_forces_are_the_group_that_the_speaker_speaks_for(world):
    text = Text('The Hill Guard moved. "Our forces won," said Bo Ek, a speaker for the Hill Guard.')
    group = text.mention("Hill Guard", NAME, "ArmedGroup", world)
    our = text.mention("Our", PRONOUN, "Entity", world)
    forces = text.mention("forces", NOMINAL, "Military", world, modifiers=(our,), plural=True)
    speaker = text.mention("Bo Ek", NAME, "Person", world)
    side = text.mention("Hill Guard", NAME, "ArmedGroup", world)
    text.holds(speaker, "speaker", side)
    text.said(speaker, "Our forces won")
    links = text.resolved(world).links
    assert links[our] == links[forces] == links[group]


def test_the_town_of_a_name_is_the_town_named_and_so_is_the_town_after_it(world):
    text = Text("They took the town of Varn. The town is quiet.")
    first = text.mention("town", NOMINAL, "Town", world)
    name = text.mention("Varn", NAME, "City", world)
    again = text.mention("town", NOMINAL, "Town", world)
    links = text.resolved(world).links
    assert links[first] == links[name] == links[again]


def test_a_prefix_stays_in_the_label_of_a_group_and_a_stray_quote_mark_does_not(world):
    text = Text('Pro-Valley militants met Bo "Ek" there.')
    group = text.mention("Valley militants", NOMINAL, "ArmedGroup", world, plural=True)
    person = text.mention('Bo "Ek"', NAME, "Person", world)
    resolved = text.resolved(world)
    assert name_of(resolved, group) == "Pro-Valley militants"
    assert name_of(resolved, person) == 'Bo "Ek"'
    stray = Text('He met "Bo Ek there.')
    met = stray.mention('"Bo Ek', NAME, "Person", world)
    assert name_of(stray.resolved(world), met) == "Bo Ek"


def test_our_in_a_quotation_is_the_side_of_the_speaker(world):
    text = Text(
        '"The hill is ours and our men hold it," Tom Rush, a speaker of the Hill Guard, said.'
    )
    our = text.mention("our", PRONOUN, "Entity", world)
    speaker = text.mention("Tom Rush", NAME, "Person", world)
    side = text.mention("Hill Guard", NAME, "ArmedGroup", world)
    text.holds(speaker, "speaker", side)
    text.said(speaker, '"The hill is ours and our men hold it,"')
    assert name_of(text.resolved(world), our) == "Hill Guard"


def test_a_pronoun_between_two_equals_stays_open_with_its_candidates(world):
    text = Text("The Hill Guard saw Tom Rush and Jim Vole. Then he left.")
    text.mention("Hill Guard", NAME, "ArmedGroup", world)
    text.mention("Tom Rush", NAME, "Person", world)
    text.mention("Jim Vole", NAME, "Person", world)
    he = text.mention("he", PRONOUN, "Person", world)
    found = text.resolved(world)
    decision = next(d for d in found.decisions if d.mention == he)
    assert found.links[he] is None
    assert {found.entities[k].name for k, _ in decision.rejected} == {"Tom Rush", "Jim Vole"}


def test_the_group_is_the_armed_group_spoken_of(world):
    text = Text("The Hill Guard took the town. The militants raised a flag.")
    text.mention("Hill Guard", NAME, "ArmedGroup", world)
    later = text.mention("militants", NOMINAL, "ArmedGroup", world, plural=True)
    assert name_of(text.resolved(world), later) == "Hill Guard"


def test_a_new_description_is_an_entity_of_its_own(world):
    text = Text("Local residents said so.")
    new = text.mention("Local residents", NOMINAL, "Person", world, plural=True)
    assert name_of(text.resolved(world), new) == "Local residents"


def test_a_lesser_place_is_the_surname_of_someone_named_before(world):
    text = Text("Ada Lincoln spoke. Lincoln left. She lives in Lincoln.")
    text.mention("Ada Lincoln", NAME, "Person", world)
    surname = text.mention("Lincoln", NAME, "City", world)
    text.mention("She", PRONOUN, "Person", world)
    place = text.mention("Lincoln", NAME, "City", world)
    found = text.resolved(world)
    assert name_of(found, surname) == "Ada Lincoln"
    assert name_of(found, place) == "Lincoln"


@pytest.mark.parametrize(
    ("sentence", "within"),
    [("They met in Paris, Texas.", "region/texas"), ("They met in Paris, France.", None)],
)
def test_the_territory_named_beside_a_place_decides_which_is_meant(world, sentence, within):
    text = Text(sentence)
    place = text.mention("Paris", NAME, "City", world)
    outer = "Texas" if "Texas" in sentence else "France"
    text.mention(outer, NAME, "Region" if outer == "Texas" else "Country", world)
    found = text.resolved(world)
    entry = world.world.entry(found.entities[found.links[place]].id)
    assert (entry.within == within) if within else entry.population > 1_000_000


def test_a_capital_that_speaks_is_its_state(world):
    text = Text("Moscow said no. A train left for Moscow.")
    speaker = text.mention("Moscow", NAME, "City", world)
    text.said(speaker, "no", directness="indirect")
    place = text.mention("Moscow", NAME, "City", world)
    found = text.resolved(world)
    assert name_of(found, speaker) == "Russia"
    assert name_of(found, place) == "Moscow"
