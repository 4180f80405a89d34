/** Opens the scanner, whose code comes only then. */
import { lazy, Suspense, useState } from "react";
import { IconButton } from "./button.tsx";
import type { ScannerProps } from "./scanner.tsx";
import { useWords } from "./words.tsx";

const Scanner = lazy(() => import("./scanner.tsx"));

type Props = Pick<ScannerProps, "many" | "onCodes"> & { name?: string };

export function ScanButton({ many, onCodes, name }: Props) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton icon="scan" look="plain" name={name ?? t("scan")} onClick={() => setOpen(true)} />
      {open && (
        <Suspense>
          <Scanner
            many={many}
            onClose={() => setOpen(false)}
            onCodes={(codes) => {
              setOpen(false);
              onCodes(codes);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
