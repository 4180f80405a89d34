/** What widgets need from the page around them; the runtime gives it, so that widgets know no server. */
import { type ComponentType, createContext, useContext } from "react";
import type { FileRef, Found } from "../model/record.ts";
import type { EditProps, ShowProps } from "./kind.ts";

export type Surroundings = {
  /** Records a link field may take, by what a person typed or scanned. */
  lookup: (path: string, typed: string) => Promise<Found[]>;
  upload: (file: File) => Promise<FileRef>;
  fileAddress: (file: FileRef) => string;
  /** The address of a linked record, null when there is none to show. */
  recordAddress: (form: string, id: string) => string | null;
  /** Enter in a measurement: on to the next empty one. */
  onward: (from: HTMLElement) => void;
  EditRows: ComponentType<EditProps>;
  ShowRows: ComponentType<ShowProps>;
};

const nothing = () => null;

export const SurroundingsContext = createContext<Surroundings>({
  lookup: async () => [],
  upload: () => Promise.reject(new Error("no server")),
  fileAddress: () => "",
  recordAddress: () => null,
  onward: () => {},
  EditRows: nothing,
  ShowRows: nothing,
});

export const useSurroundings = (): Surroundings => useContext(SurroundingsContext);
