"""Addresses of this app."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.home, name="home"),
    path("login/", views.SignIn.as_view(), name="login"),
    path("logout/", views.leave, name="logout"),
    path("language/", views.language, name="language"),
    path("me/", views.profile, name="profile"),
]
