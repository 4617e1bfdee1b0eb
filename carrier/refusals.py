"""The refusals of Twilio's REST API: an HTTP status, Twilio's error code and a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refused(Exception):
    """A REST request that is not carried out. Source of the codes: https://www.twilio.com/docs/api/errors."""

    status: int
    code: int
    message: str

    def as_json(self) -> dict[str, object]:
        """The body of Twilio's error answers."""
        more = f"https://www.twilio.com/docs/errors/{self.code}"
        return {"code": self.code, "message": self.message, "more_info": more, "status": self.status}


def not_authenticated() -> Refused:
    return Refused(401, 20003, "Authenticate")


def not_found(path: str) -> Refused:
    return Refused(404, 20404, f"The requested resource {path} was not found")


def bad_parameter(sentence: str) -> Refused:
    return Refused(400, 20001, sentence)


def call_is_over() -> Refused:
    return Refused(400, 21220, "Call is not in-progress. Cannot redirect.")


def bad_called_number(number: str) -> Refused:
    return Refused(400, 21211, f"The 'To' number {number} is not a valid phone number.")


def bad_caller_number(number: str) -> Refused:
    return Refused(400, 21212, f"The 'From' number {number} is not a valid phone number.")


def opted_out() -> Refused:
    return Refused(400, 21610, "Attempt to send to unsubscribed recipient")
