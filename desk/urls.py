"""The agent's addresses."""

from django.urls import path

from desk.views import conversation, phone, presence, script, stage, wrap_up

app_name = "desk"
urlpatterns = [
    path("", stage.desk, name="desk"),
    path("stage/", stage.stage, name="stage"),
    path("status/", stage.status, name="status"),
    path("ready/", presence.ready, name="ready"),
    path("pause/", presence.take_pause, name="pause"),
    path("sign-off/", presence.leave, name="sign_off"),
    path("telephone/", presence.choose_telephone, name="own_phone"),
    path("alive/", presence.alive, name="alive"),
    path("hand/raise/", presence.hand_up, name="raise_hand"),
    path("hand/lower/", presence.hand_down, name="lower_hand"),
    path("calls/<int:call_id>/accept/", conversation.accept, name="accept"),
    path("calls/<int:call_id>/decline/", conversation.decline, name="decline"),
    path("calls/<int:call_id>/phone/", phone.panel, name="phone"),
    path("calls/<int:call_id>/hang-up/", phone.end, name="hang_up"),
    path("calls/<int:call_id>/mute/", phone.mute, name="mute"),
    path("calls/<int:call_id>/hold/", phone.hold, name="hold"),
    path("calls/<int:call_id>/script/", script.page, name="script"),
    path("calls/<int:call_id>/script/answer/", script.answer, name="answer"),
    path("calls/<int:call_id>/script/language/", script.language, name="language"),
    path("calls/<int:call_id>/script/turns/", script.add_turn, name="add_turn"),
    path("calls/<int:call_id>/script/turns/remove/", script.remove_turn, name="remove_turn"),
    path("calls/<int:call_id>/notes/", conversation.notes, name="notes"),
    path("calls/<int:call_id>/wrap-up/", wrap_up.finish, name="wrap_up"),
]
