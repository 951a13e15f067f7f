"""The names of the core: the only classes and properties that code may know, and where they live.

Everything else (verbs, roles, relations, kinds of actors) is read from `ontology/`. A term is named
by its local name, as the records of `kg.model` do; `iri` gives the full IRI.
"""

from __future__ import annotations

from enum import StrEnum

from kg.ids import ONTOLOGY

#: Namespaces of other vocabularies that the graph uses.
DCT = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
XSD = "http://www.w3.org/2001/XMLSchema#"

#: Classes of PROV-O that nodes of the core belong to as well.
PROV_ENTITY = PROV + "Entity"
PROV_ACTIVITY = PROV + "Activity"


class Class(StrEnum):
    """Classes of the core, by local name."""

    DOCUMENT = "Document"  #: one text as it was read
    SPAN = "Span"  #: a stretch of a document's text
    MENTION = "Mention"  #: words that refer to an entity
    STATEMENT = "Statement"  #: one act of saying
    NARRATOR_STATEMENT = "NarratorStatement"  #: the article's own voice
    ASSESSMENT = "Assessment"  #: a statement that verifies or denies another
    ATTRIBUTION = "Attribution"  #: who is named for a statement, by which words
    REPORT = "Report"  #: who passed a statement on, or was told it
    OCCURRENCE = "Occurrence"  #: a claim at one place of one document
    PARTICIPATION = "Participation"  #: who takes part in a claim there, by which words
    RELATION = "Relation"  #: root of claims and of reference facts
    CLAIM = "Claim"  #: what statements say
    MAKER = "Maker"  #: version, model and ontology that made a graph
    ENTITY = "Entity"  #: root of all that words refer to
    ACTOR = "Actor"  #: who can act or speak
    PERSON = "Person"
    ORGANISATION = "Organisation"
    MEDIA = "Media"  #: who publishes documents
    TERRITORY = "Territory"  #: a place or a stretch of land


class Property(StrEnum):
    """Properties of the core, by local name."""

    # of a document
    KEY = "key"
    FILE = "file"
    TEXT = "text"
    SHA256 = "sha256"
    FICTIONAL = "fictional"
    IN_DOCUMENT = "inDocument"
    DESCRIBES = "describes"  #: a shared node that the document speaks of; kept by the store
    FINGERPRINT = (
        "fingerprint"  #: hash of all that a document's graph depends on; kept by the store
    )
    # of a mention
    FORM = "form"
    SPAN = "span"
    REFERS_TO = "refersTo"
    CANDIDATE = "candidate"
    DECIDED_BY = "decidedBy"
    CONFIDENCE = "confidence"
    # of a statement
    CONTENT = "content"
    CUE = "cue"
    CUE_CLASS = "cueClass"
    EVIDENCE = "evidence"
    DIRECTNESS = "directness"
    POLARITY = "polarity"
    CERTAINTY = "certainty"
    VOICE = "voice"
    MADE_WITHIN = "madeWithin"
    ASSESSES = "assesses"
    VERDICT = "verdict"
    VERIFICATION = "verification"
    ASSESSED_BY = "assessedBy"
    RULE = "rule"
    ATTRIBUTED_BY = "attribution"
    PASSED_ON = "passedOn"
    SPEAKER = "speaker"
    VIA = "via"
    # of an attribution
    WORDS = "words"
    NUMBER = "number"
    REPORTS = "reports"
    # of an occurrence
    OF_CLAIM = "ofClaim"
    MADE_IN = "madeIn"
    TRIGGER = "trigger"
    PARTICIPATION = "participation"
    IN_ROLE = "inRole"
    PARTICIPANT = "participant"
    # of an entity
    NAME = "name"
    REPORTED_TYPE = "reportedType"
    WIKIDATA = "wikidata"
    GEONAMES = "geonames"
    WITHIN = "within"
    TWIN = "twin"
    PART_OF = "partOf"
    BORDERS = "borders"
    # of a maker
    VERSION = "version"
    MODEL = "model"
    ONTOLOGY_DIGEST = "ontologyDigest"
    # of the ontology's own terms
    CONTRACT_TYPE = "contractType"
    REPORTED_AS = "reportedAs"
    ROLE = "role"
    VALUE = "value"


class Voice(StrEnum):
    """Whose voice a statement is in."""

    NARRATOR = "narrator"
    ATTRIBUTED = "attributed"


class Verdict(StrEnum):
    """What an assessment says of a statement, weakest first."""

    UNVERIFIED = "unverified"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    DISPUTED = "disputed"


def iri(local: str) -> str:
    """The full IRI of a term of the ontology.

    >>> iri(Class.PERSON)
    'https://w3id.org/communique/ontology#Person'
    """
    return ONTOLOGY + local


def local_name(iri: str) -> str:
    """The last part of an IRI: what a person reads.

    >>> local_name("https://w3id.org/communique/ontology#Person")
    'Person'
    """
    return iri.rpartition("#")[2].rpartition("/")[2]


def words_of(local: str) -> str:
    """The property that leads from an occurrence to the words of a role or value.

    >>> words_of("holder")
    'holderWords'
    """
    return f"{local}Words"
