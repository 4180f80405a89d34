/** The camera's picture in a video element, and what is read in it; closed when nobody looks any more. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { decode } from "./decoder.ts";

export type CameraState = "opening" | "open" | "refused" | "none";

/** Milliseconds between two looks: quick enough for the hand, slow enough for the battery. */
const LOOK = 150;
/** The decoder needs no more than this many pixels along the longer side. */
const LONGEST = 1280;

/** Browsers give no camera to a page that came over plain http from another machine. */
export const hasCamera = (): boolean => navigator.mediaDevices?.getUserMedia !== undefined;

export function useCamera(video: RefObject<HTMLVideoElement | null>, onCode: (text: string) => void): CameraState {
  const [state, setState] = useState<CameraState>(hasCamera() ? "opening" : "none");
  const told = useRef(onCode);
  told.current = onCode;
  useEffect(() => {
    if (!hasCamera()) return;
    let stream: MediaStream | null = null;
    let over = false;
    let timer = 0;
    const look = async () => {
      const seen = video.current && frame(video.current);
      const texts = seen ? await decode(seen).catch(() => []) : [];
      if (over) return;
      for (const text of texts) told.current(text);
      timer = window.setTimeout(look, LOOK);
    };
    const open = async () => {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: false,
        video: { facingMode: { ideal: "environment" }, width: { ideal: LONGEST } },
      });
      if (over || !video.current) return shut(stream);
      video.current.srcObject = stream;
      await video.current.play();
      setState("open");
      await look();
    };
    open().catch((reason: unknown) => {
      if (!over) setState(reason instanceof DOMException && reason.name === "NotAllowedError" ? "refused" : "none");
    });
    return () => {
      over = true;
      window.clearTimeout(timer);
      shut(stream);
    };
  }, [video]);
  return state;
}

const shut = (stream: MediaStream | null): void => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};

let canvas: HTMLCanvasElement | null = null;

function frame(video: HTMLVideoElement): ImageData | null {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return null;
  const scale = Math.min(1, LONGEST / Math.max(videoWidth, videoHeight));
  canvas ??= document.createElement("canvas");
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
