"""What the API and the pages themselves refuse, before any use case."""

from domain.refusals import Refusal


class SignInFirst(Refusal):
    """Nobody is signed in, or the session is over."""

    TYPE = "sign-in-first"


class WrongSignIn(Refusal):
    """This login and this password do not go together."""

    TYPE = "wrong-sign-in"


class TooManyAttempts(Refusal):
    """Too many wrong sign-ins in a row: wait ``seconds``."""

    TYPE = "too-many-attempts"


class FromAnotherSite(Refusal):
    """A change asked for by a page that is not ours."""

    TYPE = "from-another-site"


class HoldsNir(Refusal):
    """A social-security number (NIR) stands in what was sent: it is never kept."""

    TYPE = "holds-nir"


class RequestIsWrong(Refusal):
    """A field is missing, unknown or not of its form."""

    TYPE = "request-is-wrong"


class NotJson(Refusal):
    """What was sent is not JSON in UTF-8."""

    TYPE = "not-json"


class NotOurMediaType(Refusal):
    """What was sent says that it is not JSON."""

    TYPE = "not-our-media-type"


class BodyIsTooLarge(Refusal):
    """More was sent than any request needs."""

    TYPE = "body-is-too-large"


class NoSuchAddress(Refusal):
    """Nothing is at this address."""

    TYPE = "no-such-address"


class NoSuchMethod(Refusal):
    """This address does not take this method."""

    TYPE = "no-such-method"


class NotAVersion(Refusal):
    """``If-Match`` holds one version in quotes, as ``ETag`` gave it."""

    TYPE = "not-a-version"


class NotAKey(Refusal):
    """``Idempotency-Key`` has 1 to 200 visible characters."""

    TYPE = "not-a-key"


class NotAPosition(Refusal):
    """``Position`` is what an answer gave as such."""

    TYPE = "not-a-position"


class AnotherHistory(Refusal):
    """This position is of another log, or of a history that ended: ask again without it."""

    TYPE = "another-history"


class SomethingBroke(Refusal):
    """We made a mistake."""

    TYPE = "something-broke"


class NotYetShown(Refusal):
    """What was just written is not shown yet: look again in a moment."""

    TYPE = "not-yet-shown"


class NotServing(Refusal):
    """The database does not answer."""

    TYPE = "not-serving"
