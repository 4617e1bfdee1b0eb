"""Addresses that the telephone company posts to."""

from django.urls import path

from calls import webhooks

app_name = "telephony"
urlpatterns = [
    path("legs/<uuid:key>/status", webhooks.leg_status, name="leg-status"),
    path("legs/<uuid:key>/answer", webhooks.leg_answer, name="leg-answer"),
    path("messages/<uuid:key>/status", webhooks.message_status, name="message-status"),
    path("inbound/sms", webhooks.inbound_sms, name="inbound-sms"),
    path("inbound/voice", webhooks.inbound_voice, name="inbound-voice"),
]
