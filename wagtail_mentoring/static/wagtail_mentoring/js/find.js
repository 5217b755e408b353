/*
 * Searches again while one filters: results and counts change in place, the address follows, the
 * focus stays. It asks for the page a press on the button would lead to and takes over what is new,
 * so there is nothing it shows that the page without script does not.
 */
(function () {
    "use strict";

    const results = document.querySelector("[data-mentoring-results]");
    const count = document.querySelector("[data-mentoring-count]");
    const form = document.querySelector("[data-mentoring-filters] form");
    if (!results || !count || !form) {
        return;
    }
    const path = new URL(form.action).pathname;
    const SOON = 200;
    const AFTER_TYPING = 500;
    let pause = 0;
    let running = null;
    let shown = window.location.pathname + window.location.search;
    let wasTyping = false;

    /* What the form asks for now, without what goes without saying. */
    function address() {
        const query = new URLSearchParams();
        new FormData(form).forEach(function (value, name) {
            if (value !== "" && !(name.startsWith("match-") && value === "any")) {
                query.append(name, value);
            }
        });
        const text = query.toString();
        return text ? path + "?" + text : path;
    }

    function key(input) {
        return input.name + "\n" + (/^(checkbox|radio)$/.test(input.type) ? input.value : "");
    }

    function inputs(place) {
        return Array.from(place.querySelectorAll("input[name], select[name]"));
    }

    function takeOverCounts(theirs) {
        const byKey = new Map();
        inputs(theirs).forEach(function (input) {
            byKey.set(key(input), input.closest(".mentoring-option"));
        });
        inputs(form).forEach(function (input) {
            const option = input.closest(".mentoring-option");
            const words = option && option.querySelector(".mentoring-option__count");
            if (!words) {
                return;
            }
            const other = byKey.get(key(input));
            words.textContent = other
                ? other.querySelector(".mentoring-option__count").textContent
                : "(0)";
            option.classList.toggle(
                "mentoring-option--empty",
                !other || other.classList.contains("mentoring-option--empty")
            );
        });
        form.querySelectorAll("[data-mentoring-filter]").forEach(function (group) {
            const name = CSS.escape(group.dataset.mentoringFilter);
            const other = theirs.querySelector('[data-mentoring-filter="' + name + '"]');
            const mine = group.querySelector(".mentoring-filter__chosen");
            if (other && mine) {
                const chosen = other.querySelector(".mentoring-filter__chosen");
                mine.replaceChildren(...chosen.childNodes);
            }
        });
    }

    /* After going back or forward the form has to ask what the address asks. */
    function takeOverChoices(theirs) {
        const byKey = new Map();
        inputs(theirs).forEach(function (input) {
            byKey.set(key(input), input);
        });
        inputs(form).forEach(function (input) {
            const other = byKey.get(key(input));
            if (/^(checkbox|radio)$/.test(input.type)) {
                input.checked = Boolean(other && other.checked);
            } else if (other) {
                input.value = other.value;
            }
        });
    }

    function takeOverResults(theirs) {
        const focused = results.contains(document.activeElement) && document.activeElement;
        results.replaceChildren(...theirs.childNodes);
        if (focused) {
            const again = Array.from(results.querySelectorAll("a[href]")).find(function (link) {
                return link.href === focused.href;
            });
            (again || count).focus({ preventScroll: true });
        }
    }

    function show(page, isOld) {
        const theirForm = page.querySelector("[data-mentoring-filters] form");
        const words = page.querySelector("[data-mentoring-count]").textContent;
        takeOverCounts(theirForm);
        if (isOld) {
            takeOverChoices(theirForm);
        }
        const summary = document.querySelector("[data-mentoring-filters] > summary > span");
        const theirs = page.querySelector("[data-mentoring-filters] > summary > span");
        summary.replaceChildren(...theirs.childNodes);
        takeOverResults(page.querySelector("[data-mentoring-results]"));
        document.title = page.title;
        if (count.textContent !== words) {
            count.textContent = words; // said out loud: it stands in a status region
        }
        document.dispatchEvent(new CustomEvent("mentoring:results"));
    }

    function search(url, isOld, replaces) {
        window.clearTimeout(pause);
        if (running) {
            running.abort();
        }
        if (url === shown && !isOld) {
            results.removeAttribute("aria-busy");
            return;
        }
        const mine = new AbortController();
        running = mine;
        results.setAttribute("aria-busy", "true");
        fetch(url, { signal: mine.signal, credentials: "same-origin" })
            .then(function (response) {
                if (!response.ok) {
                    throw new Error(String(response.status));
                }
                return response.text();
            })
            .then(function (text) {
                const page = new DOMParser().parseFromString(text, "text/html");
                if (!page.querySelector("[data-mentoring-results]")) {
                    // Signed out meanwhile, for instance: the page itself says what has to be done.
                    window.location.assign(url);
                    return;
                }
                show(page, isOld);
                shown = url;
                if (!isOld) {
                    window.history[replaces ? "replaceState" : "pushState"](null, "", url);
                }
                results.removeAttribute("aria-busy");
            })
            .catch(function (error) {
                // No connection: what stands there stays, and the button still works.
                if (error.name !== "AbortError") {
                    results.removeAttribute("aria-busy");
                }
            });
    }

    function later(wait, isTyping) {
        window.clearTimeout(pause);
        pause = window.setTimeout(function () {
            // Letters typed one after the other are one step back, not one each.
            search(address(), false, isTyping && wasTyping);
            wasTyping = isTyping;
        }, wait);
    }

    inputs(form).forEach(function (input) {
        const option = input.closest(".mentoring-option");
        const words = option && option.querySelector(".mentoring-option__count");
        if (words) {
            // Fewer digits take no less room, or the lines below would jump.
            words.style.minInlineSize = words.textContent.length + "ch";
        }
    });
    form.addEventListener("change", function (event) {
        if (event.target.name && event.target.type !== "search") {
            later(SOON, false);
        }
    });
    form.addEventListener("input", function (event) {
        if (event.target.name && event.target.type === "search") {
            later(AFTER_TYPING, true);
        }
    });
    form.addEventListener("submit", function () {
        window.clearTimeout(pause);
        if (running) {
            running.abort();
        }
    });
    window.addEventListener("popstate", function () {
        const url = window.location.pathname + window.location.search;
        if (url !== shown) {
            wasTyping = false;
            search(url, true);
        }
    });
})();
