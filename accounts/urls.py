from django.contrib.auth.decorators import login_required
from django.urls import path

from accounts import between_pages, elsewhere, entrance, notices, once_more, proof, signed_in, views

urlpatterns = [
    path("settings/", views.change, name="settings"),
    path("sessions/", signed_in.sessions, name="sessions"),
    path("sessions/end/", signed_in.end_others, name="sessions-end"),
    path("sessions/end/<str:handle>/", signed_in.end_one, name="session-end"),
    path("proof/", proof.prove, name="prove"),
    path("terms/", entrance.accept_terms, name="accept-terms"),
    path("invitations/", entrance.invite, name="invitations"),
    path("invitations/<int:pk>/withdraw/", entrance.withdraw, name="invitation-withdraw"),
    path("invitation/", entrance.spent, name="invitation-spent"),
    path("invitation/<str:code>/", entrance.come_in, name="invitation"),
    path("elsewhere/<str:provider>/", elsewhere.leave, name="elsewhere"),
    path("notices/", notices.index, name="notices"),
    path("notices/<int:pk>/", notices.follow, name="notice"),
    path("notices/read/", notices.read_all, name="notices-read"),
    path("notices/mail/", notices.by_mail, name="notices-by-mail"),
    path("notices/stop/<str:token>/", notices.stop, name="notices-stop"),
    path("hidden/<str:username>/", between_pages.person, name="between"),
    # Before allauth's own, each behind a door.
    path("email/", entrance.change_address, name="account_email"),
    path("reauthenticate/", login_required(once_more.ByPassword.as_view()), name="account_reauthenticate"),
    path("2fa/reauthenticate/", login_required(once_more.ByCode.as_view()), name="mfa_reauthenticate"),
    path(
        "2fa/webauthn/reauthenticate/",
        login_required(once_more.ByPasskey.as_view()),
        name="mfa_reauthenticate_webauthn",
    ),
    path("password/set/", entrance.set_password, name="account_set_password"),
    path("2fa/totp/activate/", entrance.add_app, name="mfa_activate_totp"),
    path("3rdparty/", elsewhere.connections),
    path("2fa/webauthn/add/", entrance.add_passkey),
    path("2fa/webauthn/login/", entrance.sign_in_with_passkey),
]
