/** The scanning sheet: the camera's picture with a frame to aim by; a photo of the label where there is no camera. */
import { useEffect, useRef, useState } from "react";
import { nothingScanned, scannedMore, without } from "../model/scanned.ts";
import { Button, IconButton } from "./button.tsx";
import { decode } from "./decoder.ts";
import { Sheet } from "./sheet.tsx";
import { type CameraState, useCamera } from "./use_camera.ts";
import { useWords } from "./words.tsx";
import "./scanner.css";

export type ScannerProps = {
  /** One code closes the sheet; with `many` they are gathered until the person is done. */
  many?: boolean;
  onCodes: (codes: readonly string[]) => void;
  onClose: () => void;
};

export default function Scanner({ many = false, onCodes, onClose }: ScannerProps) {
  const { t } = useWords();
  const [scanned, setScanned] = useState(nothingScanned);
  const [blank, setBlank] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const take = (code: string) => setScanned((before) => scannedMore(before, code));
  const state = useCamera(video, take);
  const { codes, last, again } = scanned;
  const done = useRef(false);

  useEffect(() => {
    if (last !== null) navigator.vibrate?.(again ? [40, 60, 40] : 40);
    if (many || last === null || done.current) return;
    done.current = true;
    onCodes([last]);
  }, [last, again, many, onCodes]);

  const read = async (file: File | undefined) => {
    if (!file) return;
    const found = await decode(file).catch(() => []);
    setBlank(found.length === 0);
    for (const code of found) take(code);
  };

  const foot = many && (
    <Button look="primary" disabled={codes.length === 0} onClick={() => onCodes(codes)}>
      {t("scan_done", { n: codes.length })}
    </Button>
  );
  return (
    <Sheet title={t("scan")} onClose={onClose} foot={foot}>
      <div className="scanner">
        {state !== "none" && state !== "refused" && (
          <div className="scan-view">
            <video ref={video} muted playsInline aria-label={t("scan_aim")} />
            <span className="scan-frame" aria-hidden="true" />
          </div>
        )}
        <CameraWord state={state} />
        <Photo onPhoto={read} plain={state === "open"} />
        <p className="small" role="status">
          {blank ? t("scan_blank") : again && last !== null ? t("scan_again", { code: last }) : ""}
        </p>
        {many && <Codes codes={codes} onRemove={(code) => setScanned((before) => without(before, code))} />}
      </div>
    </Sheet>
  );
}

function CameraWord({ state }: { state: CameraState }) {
  const { t } = useWords();
  const insecure = state === "none" && !window.isSecureContext;
  const word = {
    opening: t("scan_opening"),
    open: t("scan_aim"),
    refused: t("scan_refused"),
    none: t(insecure ? "scan_insecure" : "scan_none"),
  };
  return <p className="small quiet">{word[state]}</p>;
}

function Photo({ onPhoto, plain }: { onPhoto: (file: File | undefined) => void; plain: boolean }) {
  const { t } = useWords();
  const entry = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={entry}
        className="only-spoken"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        accept="image/*"
        capture="environment"
        onChange={(event) => {
          onPhoto(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      <Button icon="camera" look={plain ? "ghost" : "primary"} onClick={() => entry.current?.click()}>
        {t("scan_photo")}
      </Button>
    </>
  );
}

function Codes({ codes, onRemove }: { codes: readonly string[]; onRemove: (code: string) => void }) {
  const { t } = useWords();
  return (
    <ol className="scan-codes">
      {codes.map((code) => (
        <li key={code} className="spread">
          <span className="num">{code}</span>
          <IconButton icon="close" name={t("remove")} onClick={() => onRemove(code)} />
        </li>
      ))}
    </ol>
  );
}
