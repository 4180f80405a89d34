import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { learn } from "../model/wording/say.ts";
import { startScrollPlace } from "../runtime/scroll_place.ts";
import { startTheme } from "../ui/theme.ts";
import { firstLanguage } from "../ui/words.tsx";
import { Page } from "./page.tsx";
import "../ui/tokens.css";
import "../ui/base.css";
import "../ui/controls.css";
import "../ui/screen.css";
import "../render/form.css";
import "../render/lists.css";
import "./shell.css";

startTheme();
startScrollPlace();
const place = document.getElementById("page");
void learn(firstLanguage()).then(() => {
  if (!place) return;
  createRoot(place).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
});
