/* Notes that an opened conversation has been read, once it is in sight; without script there is a button. */
(function () {
    "use strict";

    const form = document.querySelector("form[data-mentoring-read]");
    if (!form) {
        return;
    }

    function note() {
        if (document.visibilityState !== "visible") {
            return;
        }
        document.removeEventListener("visibilitychange", note);
        fetch(form.action, {
            method: "POST",
            body: new FormData(form),
            headers: { "X-Requested-With": "fetch" },
            credentials: "same-origin",
        })
            .then(function (response) {
                if (response.ok && !form.contains(document.activeElement)) {
                    form.hidden = true;
                }
            })
            .catch(function () {}); // The button is still there.
    }

    const first = document.querySelector(".mentoring-message__new");
    if (first && !window.location.hash) {
        first.closest("li").scrollIntoView({ block: "center" });
    }
    document.addEventListener("visibilitychange", note);
    note();
})();
