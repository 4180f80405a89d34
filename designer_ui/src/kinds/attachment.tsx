import { asFiles } from "../model/record.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../ui/words.tsx";
import type { EditProps, ShowProps } from "./kind.ts";
import { FileEntry } from "./photo.tsx";
import { useSurroundings } from "./surroundings.ts";

export function Edit(props: EditProps) {
  const { t } = useWords();
  const files = asFiles(props.value);
  return (
    <div className="stack">
      {files.map((file, index) => (
        <div className="picked" key={file.hash}>
          <Icon name="file" />
          <span className="grow clipped">{file.name}</span>
          <IconButton
            icon="close"
            name={`${t("remove")} ${file.name}`}
            onClick={() => props.onChange(files.filter((_, other) => other !== index))}
          />
        </div>
      ))}
      <FileEntry {...props} accept="" camera={false} icon="file" label={t("add_file")} />
    </div>
  );
}

export function Show({ value }: ShowProps) {
  const { fileAddress } = useSurroundings();
  const files = asFiles(value);
  if (files.length === 0) return <>—</>;
  return (
    <>
      {files.map((file) => (
        <a key={file.hash} className="link file" href={fileAddress(file)} target="_blank" rel="noreferrer">
          {file.name}
        </a>
      ))}
    </>
  );
}
