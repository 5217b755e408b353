from django.conf import settings
from django.contrib.auth import urls as auth_urls
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from .demo.views import LoginView

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/login/", LoginView.as_view(), name="login"),
    path("accounts/", include(auth_urls)),
    path("i18n/", include("django.conf.urls.i18n")),
    path("site/", include("example_site.home.urls")),
    path("mentoring/", include("wagtail_mentoring.urls")),
    path("favicon.ico", RedirectView.as_view(url=settings.STATIC_URL + "site/favicon.ico")),
]
if settings.DEBUG:
    urlpatterns += [
        path("demo/", include("example_site.demo.urls")),
        re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    ]
urlpatterns += [path("", include(wagtail_urls))]
