import { useRef, useState } from "react";
import { asFiles, type FileRef } from "../model/record.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { useWords } from "../ui/words.tsx";
import { smaller } from "./downscale.ts";
import type { EditProps, ShowProps } from "./kind.ts";
import { useSurroundings } from "./surroundings.ts";

/** Adds files to a list, uploading as they are chosen; photos are made smaller before they leave the phone. */
export function FileEntry(
  props: EditProps & { accept: string; camera: boolean; icon: "camera" | "file"; label: string },
) {
  const { t } = useWords();
  const { upload } = useSurroundings();
  const [busy, setBusy] = useState(0);
  const [failed, setFailed] = useState(false);
  const entry = useRef<HTMLInputElement>(null);
  const { value, onChange, field } = props;
  const take = async (files: FileList | null) => {
    const chosen = [...(files ?? [])];
    setFailed(false);
    setBusy(chosen.length);
    const kept: FileRef[] = [];
    for (const file of chosen) {
      try {
        kept.push(await upload(props.camera ? await smaller(file) : file));
      } catch {
        setFailed(true);
      }
      setBusy((left) => left - 1);
    }
    if (kept.length > 0) onChange(field.many ? [...asFiles(value), ...kept] : kept.slice(-1));
  };
  return (
    <div>
      <input
        ref={entry}
        id={props.id}
        className="only-spoken"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        accept={props.accept}
        capture={props.camera ? "environment" : undefined}
        multiple={field.many}
        onChange={(event) => {
          void take(event.target.files);
          event.target.value = "";
        }}
      />
      <Button icon={props.icon} onClick={() => entry.current?.click()} aria-describedby={props.describedBy}>
        {busy > 0 ? t("uploading") : props.label}
      </Button>
      {failed && (
        <p className="problem" role="alert">
          {t("upload_failed")}
        </p>
      )}
    </div>
  );
}

export function Edit(props: EditProps) {
  const { t } = useWords();
  const { fileAddress } = useSurroundings();
  const photos = asFiles(props.value);
  return (
    <div className="photos">
      {photos.map((photo, index) => (
        <figure key={photo.hash}>
          <img src={fileAddress(photo)} alt={photo.name} />
          <IconButton
            icon="close"
            name={t("remove")}
            look="bar"
            onClick={() => props.onChange(photos.filter((_, other) => other !== index))}
          />
        </figure>
      ))}
      <FileEntry {...props} accept="image/*" camera icon="camera" label={t("add_photo")} />
    </div>
  );
}

export function Show({ value, dense }: ShowProps) {
  const { t } = useWords();
  const { fileAddress } = useSurroundings();
  const photos = asFiles(value);
  if (photos.length === 0) return <>—</>;
  if (dense) return <>{t("export_note", { n: photos.length })}</>;
  return (
    <div className="photos">
      {photos.map((photo) => (
        <a key={photo.hash} href={fileAddress(photo)} target="_blank" rel="noreferrer">
          <img src={fileAddress(photo)} alt={photo.name} loading="lazy" />
        </a>
      ))}
    </div>
  );
}
