"""How a request to the company can fail: it said no, or nobody knows what became of it."""

import json
from collections.abc import Callable
from typing import Any

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http.response import Response
from urllib3.exceptions import MaxRetryError, NewConnectionError

from journal.outbox import OutcomeUnknown, Rejected
from telephony.states import Fault
from telephony.twilio.errors import rejection


def asked(request: Callable[[], Any]) -> Any:
    """Send one request; every way it can fail is either Rejected or OutcomeUnknown.

    The SDK's errors quote telephone numbers, so they are not chained to ours: nobody finds them in a log.
    """
    try:
        return request()
    except (TwilioRestException, TwilioServiceException) as error:
        raise _failure(error.status, error.code) from None
    except requests.ConnectTimeout:
        raise Rejected(Fault.THROTTLED, safe_to_retry=True, code="unreachable") from None
    except requests.ConnectionError as error:
        raise _unreachable(error) from None
    except TwilioException as error:
        raise _failure_of_page(error) from None
    except (requests.RequestException, ValueError, KeyError, TypeError) as error:
        raise OutcomeUnknown(type(error).__name__) from None


def _failure(status: int, code: int | None) -> Exception:
    """A refusal is final; a server that stumbled may have done it all the same."""
    return OutcomeUnknown(str(status)) if status >= 500 else rejection(status, code)


def _failure_of_page(error: TwilioException) -> Exception:
    """Why a list was not given.

    The SDK raises one bare error for every list that is refused and only lays the answer beside it
    (twilio.base.page.Page.process_response). An answer that cannot be read as a list comes without one.
    """
    match error.args:
        case [_, Response() as answer]:
            return _failure(answer.status_code, _code_in(answer.text))
    return OutcomeUnknown(type(error).__name__)


def _code_in(body: str) -> int | None:
    """The company's error code in the body of a refusal; None where there is none, as behind a proxy's page."""
    try:
        code = json.loads(body)["code"]
    except (ValueError, LookupError, TypeError):
        return None
    return code if isinstance(code, int) else None


def _unreachable(error: requests.ConnectionError) -> Exception:
    """A connection that never came about did nothing; one that broke may have."""
    cause = error.args[0] if error.args else None
    if isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError):
        return Rejected(Fault.THROTTLED, safe_to_retry=True, code="unreachable")
    return OutcomeUnknown(type(error).__name__)
