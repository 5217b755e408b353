"""URLs of the test site: what a site that follows the installation guide would have."""

import importlib.util

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls


def serve_upload(request, path):
    """Serve from the folder of the moment: each test has one of its own."""
    return serve(request, path, document_root=settings.MEDIA_ROOT)


urlpatterns = [
    path("django-admin/", admin.site.urls),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("login/", auth_views.LoginView.as_view(template_name="testapp/login.html"), name="login"),
    path("logout/", auth_views.LogoutView.as_view(next_page="/"), name="logout"),
    path("media/<path:path>", serve_upload),
]
if importlib.util.find_spec("wagtail_mentoring.urls"):
    urlpatterns += [path("mentoring/", include("wagtail_mentoring.urls"))]
urlpatterns += [path("", include(wagtail_urls))]
