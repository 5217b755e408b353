/*
 * Keeps what is typed into a form on this browser tab and offers it again when the page comes back
 * without it, for example after a session has expired. Nothing leaves the browser; passwords,
 * files and hidden values are not kept; another person's words are never offered; a day is the limit.
 */
(function () {
    "use strict";

    const START = "wagtail-mentoring:";
    const DAY = 24 * 60 * 60 * 1000;
    let store;

    try {
        store = window.sessionStorage;
        store.getItem(START);
    } catch (error) {
        return; // Storage is switched off: the forms work as ever.
    }

    function read(key) {
        try {
            return JSON.parse(store.getItem(key));
        } catch (error) {
            return null;
        }
    }

    function write(key, draft) {
        try {
            store.setItem(key, JSON.stringify(draft));
        } catch (error) {
            store.removeItem(key); // Full: better nothing than half.
        }
    }

    function drafts() {
        return Object.keys(store).filter(function (key) {
            return key.startsWith(START);
        });
    }

    function fields(form) {
        return Array.from(form.elements).filter(function (field) {
            return (
                field.name &&
                !["hidden", "password", "file", "submit", "button"].includes(field.type) &&
                field.tagName !== "FIELDSET"
            );
        });
    }

    function valueOf(field) {
        if (field.type === "checkbox" || field.type === "radio") {
            return field.checked;
        }
        if (field.type === "select-multiple") {
            return Array.from(field.selectedOptions, function (option) {
                return option.value;
            });
        }
        return field.value;
    }

    function sign(field) {
        const choice = field.type === "checkbox" || field.type === "radio";
        return choice ? field.name + "=" + field.value : field.name;
    }

    function snapshot(form) {
        const values = {};
        fields(form).forEach(function (field) {
            values[sign(field)] = valueOf(field);
        });
        return values;
    }

    function put(form, values) {
        fields(form).forEach(function (field) {
            const value = values[sign(field)];
            if (value === undefined) {
                return;
            }
            if (typeof value === "boolean") {
                field.checked = value;
            } else if (Array.isArray(value)) {
                Array.from(field.options).forEach(function (option) {
                    option.selected = value.includes(option.value);
                });
            } else {
                field.value = value;
            }
            field.dispatchEvent(new Event("input", { bubbles: true }));
        });
    }

    function differs(now, then) {
        return Object.keys(then).some(function (key) {
            return now[key] !== undefined && JSON.stringify(now[key]) !== JSON.stringify(then[key]);
        });
    }

    const saved = document.querySelector("[data-mentoring-saved]");
    drafts().forEach(function (key) {
        const draft = read(key);
        // What was sent and then confirmed needs no keeping; nor does what is a day old.
        if (!draft || Date.now() - draft.time > DAY || (saved && draft.sent)) {
            store.removeItem(key);
        }
    });

    document.querySelectorAll("form[data-mentoring-keep]").forEach(function (form) {
        const key = START + form.dataset.mentoringKeep;
        const owner =
            form.dataset.mentoringOwner ||
            (document.querySelector("[data-mentoring-owner]") || { dataset: {} }).dataset.mentoringOwner ||
            "";
        const offer = form.querySelector("[data-mentoring-kept]");
        const draft = read(key);

        if (draft && draft.owner !== owner) {
            store.removeItem(key);
        } else if (draft && offer && differs(snapshot(form), draft.values)) {
            offer.setAttribute("role", "status");
            offer.hidden = false;
            offer.querySelector("[data-mentoring-restore]").addEventListener("click", function () {
                put(form, draft.values);
                offer.hidden = true;
                const first = fields(form)[0];
                if (first) {
                    first.focus();
                }
            });
            offer.querySelector("[data-mentoring-discard]").addEventListener("click", function () {
                store.removeItem(key);
                offer.hidden = true;
                const first = fields(form)[0];
                if (first) {
                    first.focus();
                }
            });
        }

        function keep(sent) {
            write(key, { owner: owner, time: Date.now(), sent: sent, values: snapshot(form) });
        }

        let pause = 0;
        form.addEventListener("input", function (event) {
            if (!event.isTrusted) {
                return;
            }
            window.clearTimeout(pause);
            pause = window.setTimeout(keep, 400, false);
        });
        form.addEventListener("submit", function () {
            window.clearTimeout(pause);
            keep(true);
        });
    });
})();
