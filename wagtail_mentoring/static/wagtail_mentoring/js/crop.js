/*
 * Shows at once which square of the picture the sliders choose, and lets it be dragged. Without this
 * script a button asks the server for the same preview; the sliders are the only thing that is sent.
 */
(function () {
    "use strict";

    document.querySelectorAll("[data-mentoring-crop]").forEach(function (box) {
        const shown = box.querySelector("img");
        const sliders = {};
        ["x", "y", "zoom"].forEach(function (name) {
            sliders[name] = box.querySelector("input[name=" + name + "]");
        });
        if (!shown || !sliders.x || !sliders.y || !sliders.zoom) {
            return;
        }

        const whole = new Image();
        whole.addEventListener("load", function () {
            start(box, shown, whole, sliders);
        });
        whole.src = box.dataset.mentoringCrop;
    });

    function start(box, shown, whole, sliders) {
        const canvas = document.createElement("canvas");
        const context = canvas.getContext("2d");
        let drag = null;

        canvas.width = canvas.height = 560;
        canvas.className = shown.className + " mentoring-crop__canvas";
        canvas.setAttribute("role", "img");
        canvas.setAttribute("aria-label", shown.alt);
        shown.replaceWith(canvas);
        box.querySelector("[data-mentoring-crop-show]").hidden = true;
        box.querySelector("[data-mentoring-crop-hint]").hidden = false;

        /* The same arithmetic as pictures.Square.box. */
        function square() {
            const side = Math.min(whole.naturalWidth, whole.naturalHeight) / (sliders.zoom.value / 100);
            return {
                side: side,
                roomX: whole.naturalWidth - side,
                roomY: whole.naturalHeight - side,
            };
        }

        function draw() {
            const now = square();
            context.drawImage(
                whole,
                (now.roomX * sliders.x.value) / 100,
                (now.roomY * sliders.y.value) / 100,
                now.side,
                now.side,
                0,
                0,
                canvas.width,
                canvas.height
            );
        }

        function moved(from, room, pixels) {
            return room < 1 ? from : Math.round(Math.min(100, Math.max(0, from - (100 * pixels) / room)));
        }

        Object.values(sliders).forEach(function (slider) {
            slider.addEventListener("input", draw);
        });
        canvas.addEventListener("pointerdown", function (event) {
            if (event.button === 0) {
                canvas.setPointerCapture(event.pointerId);
                drag = {
                    left: event.clientX,
                    top: event.clientY,
                    x: Number(sliders.x.value),
                    y: Number(sliders.y.value),
                };
            }
        });
        canvas.addEventListener("pointermove", function (event) {
            if (!drag) {
                return;
            }
            const now = square();
            const scale = now.side / canvas.clientWidth;
            sliders.x.value = moved(drag.x, now.roomX, (event.clientX - drag.left) * scale);
            sliders.y.value = moved(drag.y, now.roomY, (event.clientY - drag.top) * scale);
            draw();
        });
        ["pointerup", "pointercancel"].forEach(function (name) {
            canvas.addEventListener(name, function () {
                drag = null;
            });
        });
        draw();
    }
})();
