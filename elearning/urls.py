"""Addresses of this app."""

from django.urls import path

from elearning import views

app_name = "elearning"
urlpatterns = [
    path("", views.courses, name="courses"),
    path("learners/", views.learners, name="learners"),
    path("<slug:slug>/", views.course, name="course"),
    path("<slug:slug>/lessons/<int:number>/", views.lesson, name="lesson"),
    path("<slug:slug>/quiz/", views.quiz, name="quiz"),
    path("<slug:slug>/results/<int:attempt>/", views.result, name="result"),
    path("<slug:slug>/certificate/", views.certificate, name="certificate"),
]
