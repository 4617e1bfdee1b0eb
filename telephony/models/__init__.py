"""What the telephone keeps: rooms, legs, messages, what was posted to us, and when people may be reached."""

from telephony.models.hours import CallingHours
from telephony.models.messages import InboundMessage, Message, OptOut
from telephony.models.receipts import WebhookReceipt
from telephony.models.rooms import Leg, Room
from telephony.states import LegRole

__all__ = ["CallingHours", "InboundMessage", "Leg", "LegRole", "Message", "OptOut", "Room", "WebhookReceipt"]
