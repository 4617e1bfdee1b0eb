"""Addresses that the telephone company posts to. The region whose row it is about stands in front."""

from django.urls import path

from telephony import webhooks

app_name = "telephony"
urlpatterns = [
    path("<int:region_id>/legs/<uuid:key>/status", webhooks.leg_status, name="leg-status"),
    path("<int:region_id>/legs/<uuid:key>/answer", webhooks.leg_answer, name="leg-answer"),
    path("<int:region_id>/messages/<uuid:key>/status", webhooks.message_status, name="message-status"),
    path("inbound/sms", webhooks.inbound_sms, name="inbound-sms"),
    path("inbound/voice", webhooks.inbound_voice, name="inbound-voice"),
]
