from django.urls import path

from .views import AfterLoginView

app_name = "home"
urlpatterns = [path("welcome/", AfterLoginView.as_view(), name="after_login")]
