/** The server's interface. Every address is relative to the page, so that both work under any path. */

/**
 * @typedef {{ x: number, y: number, width: number, height: number }} Box
 * @typedef {{ box: Box, emotion: string, confidence: number, unsure: boolean, scores: Record<string, number>,
 *   detection_score: number }} Face
 * @typedef {{ version: number, file: string, width: number, height: number, faces: Face[] }} Answer
 * @typedef {{ version: string, notice?: string, limits: { photo_bytes: number, photo_pixels: number, photos: number,
 *   request_bytes: number } }} About
 * @typedef {{ name: string, sha256: string, bytes: number, model_version?: string, architecture?: string,
 *   precision?: string, ferplus: boolean, description?: Record<string, string> }} Model
 * @typedef {Record<string, string | number | boolean | undefined>} Options
 * @typedef {"refused" | "forbidden" | "busy" | "offline" | "unreadable" | "failed"} Kind
 */

const TOKEN = "mien-token";

/** A request that was not answered as asked. */
export class Failure extends Error {
  /**
   * @param {Kind} kind
   * @param {string} title
   * @param {string} detail
   * @param {{ retryAfter?: number, request?: string }} [more] seconds until another try, and the request's number
   */
  constructor(kind, title, detail, { retryAfter = 0, request = "" } = {}) {
    super(detail);
    this.kind = kind;
    this.title = title;
    this.retryAfter = retryAfter;
    this.request = request;
  }
}

/** The token of this tab. The browser forgets it with the tab. It never stands in an address. */
export const token = {
  value: stored(),

  /** @param {string} text */
  keep(text) {
    this.value = text;
    try {
      sessionStorage.setItem(TOKEN, text);
    } catch {
      // Without storage the token lasts until the page is loaded again.
    }
  },

  forget() {
    this.value = "";
    try {
      sessionStorage.removeItem(TOKEN);
    } catch {
      // There was no storage.
    }
  },
};

function stored() {
  try {
    return sessionStorage.getItem(TOKEN) ?? "";
  } catch {
    return "";
  }
}

/**
 * An address of the server.
 *
 * @param {string} path relative to the page
 * @param {Options} [options] the query; undefined values are left out
 */
export function address(path, options = {}) {
  const url = new URL(path, document.baseURI);
  url.hash = "";
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && value !== "") url.searchParams.set(name, String(value));
  }
  return url;
}

/** @param {Response} response */
async function failure(response) {
  /** @type {{ detail?: string, title?: string, request_id?: string, code?: string }} */
  let problem = {};
  try {
    problem = await response.json();
  } catch {
    // A proxy answers in its own form.
  }
  const detail = problem.detail ?? `The server answered with the status ${response.status}.`;
  const more = { retryAfter: Number(response.headers.get("Retry-After")) || 1, request: problem.request_id };
  switch (response.status) {
    case 401:
      return new Failure("refused", "This server asks for a token", detail, more);
    case 403:
      return new Failure("forbidden", "The token does not permit this", detail, more);
    case 429:
    case 502:
    case 503:
    case 504:
      return new Failure("busy", "The server is busy", detail, more);
    case 413:
    case 422:
      return new Failure("unreadable", "This photo cannot be read", detail, more);
    default:
      return new Failure("failed", "The server could not answer", detail, more);
  }
}

/**
 * Sends a request.
 *
 * @param {URL} url
 * @param {RequestInit & { headers?: Record<string, string> }} [request]
 * @throws {Failure} if it was not answered as asked
 */
async function send(url, request = {}) {
  /** @type {Record<string, string>} */
  const headers = { ...request.headers };
  if (token.value) headers.Authorization = `Bearer ${token.value}`;
  let response;
  try {
    response = await fetch(url, { ...request, headers, cache: "no-store", redirect: "error" });
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new Failure("offline", "The server does not answer", "It may have ended, or the network is interrupted.");
  }
  if (!response.ok) throw await failure(response);
  return response;
}

/**
 * Has the faces of a photo read.
 *
 * @param {File} photo
 * @param {Options} options
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ answer: Answer, text: string }>} the answer, and as the server wrote it
 */
export async function recognize(photo, options, signal) {
  const response = await send(address("v1/recognize", options), {
    method: "POST",
    body: form(photo),
    headers: { Accept: "application/json" },
    signal,
  });
  const text = await response.text();
  return { answer: JSON.parse(text), text };
}

/**
 * Has a picture drawn: the photo with its faces marked, or with "explain" what speaks for a face's emotion.
 *
 * @param {File} photo
 * @param {Options} options
 * @param {"image/png" | "image/jpeg"} type
 */
export async function draw(photo, options, type) {
  const response = await send(address("v1/recognize", options), {
    method: "POST",
    body: form(photo),
    headers: { Accept: type },
  });
  return response.blob();
}

/** @param {File} photo */
function form(photo) {
  const body = new FormData();
  body.append("file", photo, photo.name);
  return body;
}

/** @returns {Promise<About>} */
export async function about() {
  return (await send(address("v1/about"))).json();
}

/** @returns {Promise<Model[]>} */
export async function models() {
  return (await (await send(address("v1/models"))).json()).models;
}

/**
 * @param {string} name
 * @returns {Promise<Model>}
 */
export async function model(name) {
  return (await send(address(`v1/models/${encodeURIComponent(name)}`))).json();
}

/** @param {string} name */
export async function modelFile(name) {
  return (await send(address(`v1/models/${encodeURIComponent(name)}/onnx`))).blob();
}
