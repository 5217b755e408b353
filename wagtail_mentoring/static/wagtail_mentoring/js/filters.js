/*
 * Folds the filters on small screens (they stand open beside the results on wide ones) and narrows
 * long lists of choices. Without script the filters are open and the lists complete.
 */
(function () {
    "use strict";

    // The width at which filters.css puts them beside the results.
    const WIDE = 48;

    document.querySelectorAll("[data-mentoring-filters]").forEach(function (filters) {
        const page = filters.closest(".mentoring") || document.documentElement;
        let wide = null;

        function fit() {
            const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
            const now = page.clientWidth >= WIDE * rem;
            // Only a change of layout folds or unfolds; what the reader does in between stays.
            if (now !== wide) {
                wide = now;
                filters.open = now;
            }
        }
        fit();
        new ResizeObserver(fit).observe(page);
        filters.setAttribute("data-mentoring-ready", "");
    });

    document.querySelectorAll("[data-mentoring-narrow]").forEach(function (box) {
        const input = box.querySelector("input");
        const live = box.querySelector("[role=status]");
        const options = Array.from(
            box.closest("fieldset").querySelectorAll(".mentoring-options .mentoring-option")
        );
        box.hidden = false;
        input.addEventListener("input", function () {
            const wanted = input.value.trim().toLocaleLowerCase();
            let shown = 0;
            options.forEach(function (option) {
                // A chosen one stays in sight, whatever is typed.
                const fits =
                    option.textContent.toLocaleLowerCase().includes(wanted) ||
                    option.querySelector("input").checked;
                option.hidden = !fits;
                shown += fits ? 1 : 0;
            });
            live.textContent =
                shown === 1
                    ? live.dataset.one
                    : live.dataset.many.replace("NUMBER", String(shown));
        });
        input.addEventListener("keydown", function (event) {
            // Enter in this box would send the form, which it is no part of.
            if (event.key === "Enter") {
                event.preventDefault();
            }
        });
    });
})();
