from django.urls import path

from . import views

app_name = "demo"
urlpatterns = [
    path("mail/", views.MailListView.as_view(), name="mail"),
    path("mail/<slug:key>/", views.MailView.as_view(), name="mail_detail"),
    path("mail/<slug:key>/html/", views.MailHTMLView.as_view(), name="mail_html"),
]
