/*
 * Adds and removes rows of a formset on the spot. Without script there are blank rows to fill and a
 * tick to remove a row; the form sends the same either way.
 */
(function () {
    "use strict";

    document.querySelectorAll("[data-mentoring-formset]").forEach(function (formset) {
        const prefix = formset.dataset.mentoringFormset;
        const total = formset.querySelector('[name="' + prefix + '-TOTAL_FORMS"]');
        const rows = formset.querySelector("[data-mentoring-rows]");
        const blank = formset.querySelector("[data-mentoring-blank]");
        const live = formset.querySelector("[data-mentoring-live]");
        const hidden = formset.querySelector("[data-mentoring-script]");
        const add = hidden
            ? hidden.querySelector("button")
            : formset.querySelector('button[name="' + prefix + '-add"]');
        const most = Number(formset.dataset.mentoringMax) || 1000;

        function kept() {
            return Array.from(rows.children).filter(function (row) {
                return !row.hidden;
            });
        }

        function renumber() {
            kept().forEach(function (row, index) {
                const number = row.querySelector("[data-mentoring-number]");
                if (number) {
                    number.textContent = String(index + 1);
                }
            });
            add.hidden = kept().length >= most;
        }

        function prepare(row) {
            const tick = row.querySelector("[data-mentoring-remove]");
            if (!tick) {
                return;
            }
            const box = tick.querySelector("input[type=checkbox]");
            const button = document.createElement("button");
            button.type = "button";
            button.className = "mentoring-button mentoring-button--quiet";
            const words = document.createElement("span");
            words.className = "mentoring-button__text";
            words.textContent = tick.querySelector("label").textContent.trim();
            button.append(words);
            button.addEventListener("click", function () {
                // The row stays in the form, ticked, so that the numbers of the others still fit.
                box.checked = true;
                row.hidden = true;
                renumber();
                live.textContent = live.dataset.removed;
                const left = kept();
                const next = left.length
                    ? left[left.length - 1].querySelector("input:not([type=hidden]), select, textarea")
                    : add;
                next.focus();
            });
            tick.firstElementChild.hidden = true;
            tick.append(button);
            if (box.checked) {
                row.hidden = true;
            }
        }

        if (hidden) {
            hidden.hidden = false;
        }
        Array.from(rows.children).forEach(prepare);
        renumber();

        add.addEventListener("click", function (event) {
            event.preventDefault();
            const index = Number(total.value);
            const holder = document.createElement("template");
            holder.innerHTML = blank.innerHTML
                .replaceAll("__prefix__", String(index))
                .replaceAll("__number__", String(kept().length + 1));
            const row = holder.content.firstElementChild;
            rows.append(row);
            total.value = String(index + 1);
            prepare(row);
            renumber();
            live.textContent = live.dataset.added;
            row.querySelector("input:not([type=hidden]), select, textarea").focus();
        });
    });
})();
