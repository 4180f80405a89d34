/** A signature drawn with finger, pen or mouse; the picture leaves the page when it is done. */
import { type PointerEvent, useRef, useState } from "react";
import { isObject } from "../model/json.ts";
import { moment as written } from "../model/moments.ts";
import { asFiles } from "../model/record.ts";
import { Button } from "../ui/button.tsx";
import { useWords } from "../ui/words.tsx";
import type { EditProps, ShowProps } from "./kind.ts";
import { useSurroundings } from "./surroundings.ts";

const WIDTH = 600;
const HEIGHT = 200;

export function Edit(props: EditProps) {
  const { t } = useWords();
  const { fileAddress, upload } = useSurroundings();
  const [failed, setFailed] = useState(false);
  const [picture] = asFiles(props.value);
  if (picture) {
    return (
      <div className="stack" id={props.id} tabIndex={-1}>
        <img className="signature" src={fileAddress(picture)} alt={t("signature")} />
        <Button look="ghost" onClick={() => props.onChange(null)}>
          {t("sign_again")}
        </Button>
      </div>
    );
  }
  const keep = async (drawn: Blob) => {
    setFailed(false);
    try {
      props.onChange([await upload(new File([drawn], "signature.png", { type: "image/png" }))]);
    } catch {
      setFailed(true);
    }
  };
  return (
    <div className="stack">
      <Pad {...props} onKeep={keep} />
      {failed && (
        <p className="problem" role="alert">
          {t("upload_failed")}
        </p>
      )}
    </div>
  );
}

function Pad({ id, invalid, describedBy, onKeep }: EditProps & { onKeep: (drawn: Blob) => void }) {
  const { t } = useWords();
  const pad = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(false);
  const pen = useRef(false);
  const place = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * WIDTH) / box.width,
      ((event.clientY - box.top) * HEIGHT) / box.height,
    ] as const;
  };
  const down = (event: PointerEvent<HTMLCanvasElement>) => {
    const lines = pad.current?.getContext("2d");
    if (!lines) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pen.current = true;
    lines.lineWidth = 3;
    lines.lineCap = "round";
    lines.lineJoin = "round";
    lines.beginPath();
    lines.moveTo(...place(event));
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const lines = pad.current?.getContext("2d");
    if (!pen.current || !lines) return;
    lines.lineTo(...place(event));
    lines.stroke();
    setDrawn(true);
  };
  const clear = () => {
    pad.current?.getContext("2d")?.clearRect(0, 0, WIDTH, HEIGHT);
    setDrawn(false);
  };
  return (
    <>
      <canvas
        ref={pad}
        id={id}
        tabIndex={-1}
        className="signature control"
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t("sign_here")}
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={() => {
          pen.current = false;
        }}
      />
      <div className="row">
        <Button look="ghost" disabled={!drawn} onClick={clear}>
          {t("sign_clear")}
        </Button>
        <Button disabled={!drawn} onClick={() => pad.current?.toBlob((picture) => picture && onKeep(picture))}>
          {t("sign_done")}
        </Button>
      </div>
    </>
  );
}

export function Show({ value, dense }: ShowProps) {
  const { t } = useWords();
  const { fileAddress } = useSurroundings();
  const [picture] = asFiles(value);
  if (!picture) return <>—</>;
  const said = signedBy(value);
  if (dense) return <>{said || t("signature")}</>;
  return (
    <figure className="signed">
      <img className="signature" src={fileAddress(picture)} alt={t("signature")} />
      <figcaption className="small quiet">{said}</figcaption>
    </figure>
  );
}

/** Who signed and when, as the server wrote it. */
function signedBy(value: unknown): string {
  const file: unknown = Array.isArray(value) ? value[0] : null;
  if (!isObject(file) || !isObject(file.by)) return "";
  const name = typeof file.by.name === "string" ? file.by.name : "";
  return typeof file.at === "string" ? `${name} ${written(file.at)}` : name;
}
