/* Counts the characters left in a text area; says so out loud only after a pause in typing. */
(function () {
    "use strict";

    document.querySelectorAll("textarea[data-mentoring-count]").forEach(function (area) {
        const note = document.getElementById(area.id + "_count");
        if (!note || !note.dataset.many) {
            return;
        }
        const most = Number(area.dataset.mentoringCount);
        const live = document.createElement("p");
        let pause = 0;
        live.className = "mentoring-hidden";
        live.setAttribute("aria-live", "polite");
        note.after(live);

        function words() {
            const left = most - area.value.length;
            const text = left === 1 ? note.dataset.one : note.dataset.many;
            return text.replace("NUMBER", left.toLocaleString(document.documentElement.lang || undefined));
        }

        function show() {
            note.textContent = words();
        }

        area.addEventListener("input", function () {
            show();
            window.clearTimeout(pause);
            pause = window.setTimeout(function () {
                live.textContent = words();
            }, 1000);
        });
        if (area.value) {
            show();
        }
    });
})();
