/*
 * Questions and answers: folds the answers below their questions, opens the one a link leads to,
 * narrows the list while typing, and counts "Was this helpful?" without leaving the page. Without
 * script all answers stand open, the search is a form, and the answer is a form, too.
 */
(function () {
    "use strict";

    document.querySelectorAll("[data-mentoring-faq]").forEach(function (faq) {
        const items = Array.from(faq.querySelectorAll(".mentoring-faq__item"));

        function answerOf(item) {
            return item.querySelector(".mentoring-faq__answer");
        }

        function set(item, open) {
            const answer = answerOf(item);
            item.querySelector(".mentoring-faq__toggle").setAttribute("aria-expanded", String(open));
            item.classList.toggle("mentoring-faq__item--open", open);
            if (open) {
                answer.removeAttribute("hidden");
            } else {
                // The browser's own search finds what is hidden like this and opens it.
                answer.setAttribute("hidden", "until-found");
            }
        }

        items.forEach(function (item) {
            const heading = item.querySelector(".mentoring-faq__question");
            const answer = answerOf(item);
            const button = document.createElement("button");
            button.type = "button";
            button.className = "mentoring-faq__toggle";
            button.setAttribute("aria-controls", answer.id);
            button.append(...heading.childNodes);
            heading.append(button);
            button.addEventListener("click", function () {
                set(item, button.getAttribute("aria-expanded") !== "true");
            });
            answer.addEventListener("beforematch", function () {
                set(item, true);
            });
            const thanked = item.querySelector(".mentoring-faq__thanks");
            set(item, faq.hasAttribute("data-open") || Boolean(thanked));
        });
        faq.classList.add("mentoring-faq--folds");

        const tools = faq.querySelector("[data-mentoring-faq-tools]");
        if (tools) {
            tools.hidden = false;
            tools.querySelector("[data-open-all]").addEventListener("click", function () {
                items.forEach(function (item) { set(item, true); });
            });
            tools.querySelector("[data-close-all]").addEventListener("click", function () {
                items.forEach(function (item) { set(item, false); });
            });
        }

        function openTarget() {
            let name = window.location.hash.slice(1);
            try {
                name = decodeURIComponent(name);
            } catch {
                return;
            }
            const item = items.find(function (one) { return one.id === name; });
            if (item) {
                set(item, true);
                // The browser goes on from here with the next Tab: it is the target of the address.
                item.scrollIntoView();
            }
        }
        openTarget();
        window.addEventListener("hashchange", openTarget);

        narrow(faq, items);
        countInPlace(faq);
    });

    /* Narrow the list while typing; the form still sends the words. */
    function narrow(faq, items) {
        const form = document.querySelector("[data-mentoring-faq-search]");
        const status = document.querySelector("[data-mentoring-faq-count]");
        if (!form || !status || faq.hasAttribute("data-open")) {
            // A list that the server has narrowed lacks what typing would have to bring back.
            return;
        }
        const input = form.querySelector("input[type=search]");
        const texts = items.map(function (item) {
            return item.querySelector(".mentoring-faq__question").textContent + " " +
                item.querySelector(".mentoring-faq__answer .mentoring-text").textContent;
        }).map(function (text) { return text.toLocaleLowerCase(); });
        let pause = 0;

        function show() {
            const words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
            let shown = 0;
            items.forEach(function (item, number) {
                const fits = words.every(function (word) { return texts[number].includes(word); });
                item.hidden = !fits;
                shown += fits ? 1 : 0;
            });
            faq.querySelectorAll(".mentoring-faq__section").forEach(function (section) {
                section.hidden = !section.querySelector(".mentoring-faq__item:not([hidden])");
            });
            faq.querySelectorAll(".mentoring-faq__words").forEach(function (text) {
                text.hidden = words.length > 0;
            });
            // Said once typing pauses, not at every letter.
            clearTimeout(pause);
            pause = setTimeout(function () {
                status.textContent = !words.length ? "" : shown === 0 ? status.dataset.none :
                    shown === 1 ? status.dataset.one :
                    status.dataset.many.replace("NUMBER", String(shown));
            }, 300);
        }
        input.addEventListener("input", show);
        if (input.value) {
            show();
        }
    }

    /* Send "yes" or "no" without leaving the page. */
    function countInPlace(faq) {
        faq.addEventListener("submit", function (event) {
            const form = event.target.closest("[data-mentoring-helpful]");
            if (!form || !event.submitter) {
                return;
            }
            event.preventDefault();
            const body = new URLSearchParams({ helpful: event.submitter.value });
            fetch(form.action, {
                method: "POST",
                body: body,
                headers: { Accept: "application/json" },
            }).then(function (response) {
                if (!response.ok) {
                    throw new Error(String(response.status));
                }
                const thanks = document.createElement("p");
                thanks.className = "mentoring-faq__thanks";
                thanks.setAttribute("role", "status");
                thanks.tabIndex = -1;
                form.replaceWith(thanks);
                thanks.textContent = faq.dataset.thanks;
                // The button that had the focus is gone.
                thanks.focus({ preventScroll: true });
            }).catch(function () {
                form.removeAttribute("data-mentoring-helpful");
                form.requestSubmit(event.submitter);
            });
        });
    }
})();
