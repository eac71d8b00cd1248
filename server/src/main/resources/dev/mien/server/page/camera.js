/** The screen for the camera: one request at a time, always with the newest frame, so that nothing lags behind. */
import { Failure, recognize } from "./api.js";
import { count, summary } from "./answers.js";
import { announcer, button, fill, h, pause } from "./dom.js";
import { Boxes, Card } from "./faces.js";
import { loading, panel, trouble } from "./states.js";

/** Pixels of a frame's longer side. Larger frames take longer and find only faces that are far away. */
const LONGEST = 640;
const QUALITY = 0.85;

/** Milliseconds between two spoken summaries, so that a screen reader can finish a sentence. */
const SPEAK_EVERY = 5000;

/** Milliseconds after which a box would lie beside a face that moves. Then the picture that was read is shown instead. */
const TOO_LATE = 400;

/** Answers over which the speed is averaged. */
const LAST = 12;

/** Why a camera cannot be used, by the name of the browser's exception. */
const REASONS = {
  NotAllowedError: ["The camera is not permitted", "Permit it for this address in the browser's settings, often behind "
    + "the icon beside the address, and start again."],
  NotFoundError: ["No camera was found", "Connect a camera and start again."],
  NotReadableError: ["Another program uses the camera", "End that program, such as a video call, and start again."],
  OverconstrainedError: ["The chosen camera is gone", "Choose another camera and start again."],
};

export class CameraScreen {
  title = "Camera";

  /** @param {(file: File) => void} keep takes a picture to the screen for photos */
  constructor(keep) {
    this.keep = keep;
    this.voice = announcer();
    this.boxes = new Boxes();
    this.video = h("video", { muted: true, playsinline: true, "aria-label": "Picture of the camera" });
    this.video.muted = true;
    this.canvas = document.createElement("canvas");
    this.still = h("canvas", { class: "still", "aria-hidden": true, hidden: true });
    /** @type {Card[]} */
    this.cards = [];
    this.stage = h("div", { class: "stage vacant" });
    this.results = h("section", { class: "results", "aria-label": "Answer" });
    this.toggle = button("Start the camera", () => (this.running ? this.stop() : void this.start()),
      { class: "primary", icon: "camera" });
    this.take = button("Keep this picture", () => void this.keepPicture(), { hidden: true });
    this.device = h("select", { onchange: () => void this.start() });
    this.deviceField = h("label", { class: "inline", hidden: true }, h("span", {}, "Camera"), this.device);
    this.mirror = h("input", { type: "checkbox", checked: true, onchange: () => this.reflect() });
    this.element = h(
      "section",
      { class: "screen", "aria-labelledby": "camera-title" },
      h("h1", { id: "camera-title", tabindex: -1 }, "Read faces live"),
      h("div", { class: "columns" },
        h("div", { class: "left" }, this.stage,
          h("div", { class: "tools" }, this.toggle, this.take,
            h("label", { class: "check" }, this.mirror, h("span", {}, "Mirror")), this.deviceField)),
        this.results),
      this.voice.element,
    );
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.running) this.stop(PAUSED);
    });
    this.reflect();
    this.rest(INVITATION);
  }

  leave() {
    if (this.running) this.stop();
  }

  reflect() {
    this.stage.classList.toggle("mirrored", this.mirror.checked);
  }

  /**
   * Shows that the camera is off.
   *
   * @param {string[]} words a heading and a text
   * @param {string} [kind]
   */
  rest([heading, text], kind = "") {
    this.stage.classList.add("vacant");
    fill(this.stage, panel("camera", heading, [h("p", {}, text)], kind));
    fill(this.results, h("div", { class: "state calm" },
      h("h2", {}, "What is sent"),
      h("p", {}, "While the camera runs, one frame after the other goes to this server, and only there. It keeps a "
        + "frame in memory until it has answered. Nothing is stored."),
      h("p", { class: "quiet" }, "The camera goes off when you stop it, leave this screen or hide the tab.")));
  }

  async start() {
    this.stop();
    if (!navigator.mediaDevices?.getUserMedia) {
      this.refuse(["This address is not safe enough for a camera", "Browsers give a camera only to addresses with "
        + "https and to this machine's own, such as http://localhost."]);
      return;
    }
    const abort = new AbortController();
    this.running = abort;
    this.label("Stop the camera");
    fill(this.stage, loading("The browser asks whether the page may use the camera."));
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: this.wanted() });
      if (abort.signal.aborted) {
        stream.getTracks().forEach((track) => track.stop());
        return;
      }
      await this.live(stream, abort);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.stop();
      const name = error instanceof DOMException ? error.name : "";
      this.refuse(REASONS[/** @type {keyof typeof REASONS} */ (name)] ?? ["The camera cannot be used", String(error)]);
    }
  }

  /** @returns {MediaTrackConstraints} */
  wanted() {
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
    return this.device.value ? { ...size, deviceId: { exact: this.device.value } } : { ...size, facingMode: "user" };
  }

  /** @param {string[]} words */
  refuse(words) {
    this.rest(words, "bad");
    this.voice.say(words.join(". "));
  }

  /** @param {string} text */
  label(text) {
    const old = this.toggle.lastChild;
    if (old) old.textContent = text;
  }

  /**
   * @param {MediaStream} stream
   * @param {AbortController} abort
   */
  async live(stream, abort) {
    this.stream = stream;
    this.video.srcObject = stream;
    stream.getVideoTracks()[0]?.addEventListener("ended", () => this.stop(["The camera was taken away",
      "It was disconnected, or the permission was withdrawn."]));
    await this.video.play();
    this.stage.classList.remove("vacant");
    fill(this.stage, h("div", { class: "frame" }, this.video, this.still, this.boxes.element));
    this.take.hidden = false;
    this.speed = h("p", { class: "quiet numbers" });
    this.heading = h("h2", {}, "Looking for faces");
    this.list = h("div", { class: "cards" });
    this.showList();
    void this.listDevices(stream);
    this.voice.say("The camera is on.");
    void this.watch(abort);
  }

  showList() {
    if (!this.heading || !this.speed || !this.list) return;
    this.cards = [];
    fill(this.list);
    fill(this.results, h("header", { class: "outcome" }, this.heading, this.speed), this.list);
  }

  /** @param {MediaStream} stream */
  async listDevices(stream) {
    const all = (await navigator.mediaDevices.enumerateDevices()).filter((one) => one.kind === "videoinput");
    const used = stream.getVideoTracks()[0]?.getSettings().deviceId;
    this.device.replaceChildren(...all.map((one, index) =>
      h("option", { value: one.deviceId, selected: one.deviceId === used }, one.label || `Camera ${index + 1}`)));
    this.deviceField.hidden = all.length < 2;
  }

  /**
   * Sends the newest frame, waits for its answer, and begins again.
   *
   * @param {AbortController} abort
   */
  async watch(abort) {
    /** @type {{ end: number, age: number }[]} */
    const times = [];
    while (!abort.signal.aborted) {
      try {
        const begin = performance.now();
        const frame = await this.frame(LONGEST);
        const { answer } = await recognize(frame, {}, abort.signal);
        if (abort.signal.aborted) return;
        const end = performance.now();
        times.push({ end, age: end - begin });
        if (times.length > LAST) times.shift();
        this.show(answer, times);
        await nextFrame();
      } catch (error) {
        if (abort.signal.aborted) return;
        times.length = 0;
        await this.recover(error, abort);
      }
    }
  }

  /**
   * Waits until the server may answer again, or ends.
   *
   * @param {unknown} error
   * @param {AbortController} abort
   */
  async recover(error, abort) {
    const kind = error instanceof Failure ? error.kind : "failed";
    this.boxes.clear();
    this.still.hidden = true;
    if (error instanceof Failure && (kind === "busy" || kind === "offline")) {
      if (this.heading) this.heading.textContent = error.title;
      if (this.speed) this.speed.textContent = "The picture goes on when the server answers.";
      this.cards = [];
      if (this.list) fill(this.list);
      this.voice.say(error.title);
      await pause(1000 * Math.min(60, Math.max(1, error.retryAfter)), abort.signal);
      return;
    }
    this.stop();
    fill(this.results, trouble(error, () => void this.start()));
  }

  /**
   * The newest frame as a JPEG.
   *
   * @param {number} longest pixels of its longer side at most
   * @returns {Promise<File>}
   */
  frame(longest) {
    const { videoWidth: width, videoHeight: height } = this.video;
    const scale = Math.min(1, longest / Math.max(width, height));
    this.canvas.width = Math.round(scale * width);
    this.canvas.height = Math.round(scale * height);
    this.canvas.getContext("2d")?.drawImage(this.video, 0, 0, this.canvas.width, this.canvas.height);
    return new Promise((resolve, reject) => {
      this.canvas.toBlob(
        (blob) => (blob ? resolve(new File([blob], "camera.jpg", { type: blob.type })) : reject(new Error("no frame"))),
        "image/jpeg", QUALITY);
    });
  }

  /**
   * @param {import("./api.js").Answer} answer
   * @param {{ end: number, age: number }[]} times
   */
  show(answer, times) {
    const faces = answer.faces;
    this.freeze(times[times.length - 1].age > TOO_LATE);
    this.boxes.show(answer, this.mirror.checked);
    while (this.cards.length < faces.length) {
      const card = new Card(this.cards.length + 1);
      this.cards.push(card);
      this.list?.append(card.element);
    }
    this.cards.splice(faces.length).forEach((card) => card.element.remove());
    faces.forEach((face, index) => {
      this.cards[index].show(face, false);
      this.cards[index].crop(this.canvas, face.box);
    });
    if (this.heading) this.heading.textContent = faces.length === 0 ? "No face in sight" : count(faces.length, "face");
    if (this.speed) this.speed.textContent = speed(times);
    const now = performance.now();
    if (now - (this.spoken ?? 0) > SPEAK_EVERY) {
      this.spoken = now;
      this.voice.say(summary(faces));
    }
  }

  /**
   * Shows the frame that was read in the place of the newest one, or ends that.
   *
   * @param {boolean} on
   */
  freeze(on) {
    this.still.hidden = !on;
    if (!on) return;
    this.still.width = this.canvas.width;
    this.still.height = this.canvas.height;
    this.still.getContext("2d")?.drawImage(this.canvas, 0, 0);
  }

  async keepPicture() {
    const frame = await this.frame(Infinity);
    this.keep(frame);
  }

  /** @param {string[]} [words] why the camera is off */
  stop(words = INVITATION) {
    if (!this.running) return;
    this.running.abort();
    this.running = undefined;
    this.stream?.getTracks().forEach((track) => track.stop());
    this.video.srcObject = null;
    this.boxes.clear();
    this.still.hidden = true;
    this.take.hidden = true;
    this.label("Start the camera");
    this.rest(words);
    this.voice.say(words === INVITATION ? "The camera is off." : words[0]);
  }
}

const INVITATION = ["The camera is off", "Start it to see the emotion in each face, several times a second."];
const PAUSED = ["The camera went off", "It went off because the tab was hidden."];

/** @param {{ end: number, age: number }[]} times */
function speed(times) {
  const age = times.reduce((sum, one) => sum + one.age, 0) / times.length;
  const seconds = (times[times.length - 1].end - times[0].end) / 1000;
  const rate = times.length < 2 ? "" : `${((times.length - 1) / seconds).toFixed(1)} answers a second, `;
  return `${rate}${Math.round(age)} ms behind`;
}

/** Lets the browser paint, and leaves the processor to others for a moment. */
function nextFrame() {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
