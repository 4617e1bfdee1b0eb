"""The supervisor's addresses."""

from django.urls import path

from supervision import views

app_name = "supervision"
urlpatterns = [
    path("", views.floor, name="floor"),
    path("agents/", views.agents, name="agents"),
    path("queue/", views.queue, name="queue"),
    path("figures/", views.figures, name="figures"),
    path("agents/<int:agent_id>/lower-hand/", views.answer_hand, name="lower_hand"),
]
