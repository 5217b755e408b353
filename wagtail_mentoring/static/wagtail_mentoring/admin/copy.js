/* Copies a placeholder. Without script it is selected by hand. */
(function () {
    "use strict";

    document.addEventListener("DOMContentLoaded", function () {
        if (!navigator.clipboard) {
            return;
        }
        document.querySelectorAll("[data-mentoring-copy]").forEach(function (button) {
            const words = button.firstChild.textContent;
            button.hidden = false;
            button.addEventListener("click", function () {
                navigator.clipboard.writeText(button.dataset.mentoringCopy).then(function () {
                    button.firstChild.textContent = button.dataset.done;
                    setTimeout(function () { button.firstChild.textContent = words; }, 2000);
                });
            });
        });
    });
})();
