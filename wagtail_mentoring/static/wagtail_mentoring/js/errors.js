/* Moves the focus to the error summary, and from there into the field that a link names. */
(function () {
    "use strict";

    const summary = document.querySelector("[data-mentoring-errors]");
    if (!summary) {
        return;
    }
    summary.focus();
    summary.addEventListener("click", function (event) {
        const link = event.target.closest('a[href^="#"]');
        const field = link && document.getElementById(link.hash.slice(1));
        if (!field) {
            return;
        }
        event.preventDefault();
        // The label or legend comes into view with the field, so that the question can be read.
        const block = field.closest(".mentoring-field") || field;
        block.scrollIntoView({ block: "start" });
        field.focus({ preventScroll: true });
    });
})();
