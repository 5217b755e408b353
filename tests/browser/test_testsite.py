"""The test site in a browser: logging in by form and by cookie."""


def test_a_member_logs_in_by_the_form(page, django_user_model, assert_accessible):
    django_user_model.objects.create_user("maria", password="a long password")
    page.goto("/login/")
    assert_accessible(page)
    page.get_by_label("Username").fill("maria")
    page.get_by_label("Password").fill("a long password")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/")
    assert any(cookie["name"] == "sessionid" for cookie in page.context.cookies())


def test_a_page_can_be_opened_as_somebody(new_page, admin_user):
    page = new_page(admin_user)
    page.goto("/admin/")
    assert "Dashboard" in page.title()
