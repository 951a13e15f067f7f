"""The votes for one name in one document, and what is weighed of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.mentions.slots import PERSON, PLACE
from kg.ontology.world import Entry

_TOLD = 2.0  #: votes for a person that more than the finder must have given


@dataclass(slots=True)
class Ballot:
    """The votes for one name in one document."""

    votes: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])
    count: int = 0  #: occurrences
    found: list[int] = field(default_factory=lambda: [0, 0, 0])  #: the finder's, by kind
    heard: float = 0.0  #: votes for a person by sound only: the finder's and the name's own words
    landed: bool = False  #: stands at least once where only land does
    places: tuple[Entry, ...] = ()
    beside: str = ""  #: class that a noun beside the name tells
    beside_it: int = 0  #: occurrences beside such a noun
    called: str = ""  #: class that a noun says it is of

    def weighed(self, words: int) -> list[float]:
        """The votes; of what stands where only land does, tag and sound tell no person.

        Nor does one word that is tagged as a place alone become a person by what it does.

        Args:
            words: how many words the name has.
        """
        person, place, other = self.votes
        only_place = self.found[PLACE] and not self.found[PERSON]
        if self.landed or (words == 1 and only_place and person < _TOLD):
            person -= max(self.heard, 0.0)
        return [person, place, other]
