/*
 * Recorded interviews: chapters and times jump within the player, the transcript shows where it is, and
 * a player of another site is loaded once its button is pressed. Without script the times are links into
 * the file, the transcript is text, and the recording elsewhere is a link.
 */
(function () {
    "use strict";

    const media = document.querySelector("[data-mentoring-media]");
    if (media) {
        jump(media);
        document.querySelectorAll("[data-mentoring-transcript]").forEach(function (transcript) {
            follow(media, transcript);
        });
    }
    document.querySelectorAll("[data-mentoring-embed]").forEach(loadOnClick);

    function jump(media) {
        document.querySelectorAll("[data-mentoring-seek]").forEach(function (link) {
            link.addEventListener("click", function (event) {
                if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
                    return;
                }
                event.preventDefault();
                seek(Number(link.dataset.mentoringSeek));
                // A browser may want another gesture first; the place is kept.
                media.play().catch(function () {});
            });
        });

        function seek(seconds) {
            if (media.readyState >= 1) {
                media.currentTime = seconds;
            } else {
                media.addEventListener("loadedmetadata", function () {
                    media.currentTime = seconds;
                }, { once: true });
                media.load();
            }
        }

        function seekToAddress() {
            const found = /^#t=(\d+(?:\.\d+)?)$/.exec(window.location.hash);
            if (found) {
                seek(Number(found[1]));
            }
        }
        seekToAddress();
        window.addEventListener("hashchange", seekToAddress);
    }

    function follow(media, transcript) {
        const parts = Array.from(transcript.querySelectorAll("[data-start]")).map(function (part) {
            return { part: part, start: Number(part.dataset.start) };
        }).sort(function (one, other) { return one.start - other.start; });
        if (!parts.length) {
            return;
        }
        const still = window.matchMedia("(prefers-reduced-motion: reduce)");
        const label = document.createElement("label");
        const box = document.createElement("input");
        let current = null;

        label.className = "mentoring-transcript__follow";
        box.type = "checkbox";
        label.append(box, " ", transcript.dataset.follow);
        transcript.before(label);
        box.addEventListener("change", function () {
            transcript.classList.toggle("mentoring-transcript--follows", box.checked);
            // What scrolls by itself must be reachable by keyboard.
            if (box.checked) {
                transcript.tabIndex = 0;
                transcript.setAttribute("role", "group");
                transcript.setAttribute("aria-labelledby", "transcript");
            } else {
                transcript.removeAttribute("tabindex");
                transcript.removeAttribute("role");
                transcript.removeAttribute("aria-labelledby");
            }
            show();
        });

        function show() {
            let found = null;
            parts.forEach(function (one) {
                // A player may stop a hair before the place it was sent to.
                if (one.start <= media.currentTime + 0.05) {
                    found = one.part;
                }
            });
            if (found !== current) {
                if (current) {
                    current.removeAttribute("aria-current");
                }
                if (found) {
                    found.setAttribute("aria-current", "true");
                }
                current = found;
            }
            if (box.checked && current) {
                transcript.scrollTo({
                    // Its parts are placed within it (position: relative).
                    top: current.offsetTop - 16,
                    behavior: still.matches ? "auto" : "smooth",
                });
            }
        }

        media.addEventListener("timeupdate", function () {
            const before = current;
            if (!media.paused || media.currentTime > 0) {
                const time = media.currentTime + 0.05;
                const now = parts.filter(function (one) { return one.start <= time; }).pop();
                if ((now ? now.part : null) !== before) {
                    show();
                }
            }
        });
        media.addEventListener("seeked", show);
    }

    function loadOnClick(place) {
        const link = place.querySelector("[data-mentoring-embed-link]");
        let address;
        try {
            address = new URL(place.dataset.mentoringEmbed);
        } catch {
            return;
        }
        if (address.protocol !== "https:") {
            return;
        }
        const button = document.createElement("button");
        button.type = "button";
        button.className = link.className;
        button.append(...link.cloneNode(true).childNodes);
        button.querySelector(".mentoring-button__text > span:last-child").textContent = place.dataset.label;
        link.replaceWith(button);
        button.addEventListener("click", function () {
            const frame = document.createElement("iframe");
            frame.className = "mentoring-player__frame";
            frame.title = place.dataset.title;
            frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
            frame.allowFullscreen = true;
            frame.referrerPolicy = "strict-origin-when-cross-origin";
            frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
            frame.src = address.href;
            place.replaceChildren(frame);
            place.classList.add("mentoring-player--loaded");
            frame.focus();
        });
    }
})();
