import { Empty } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Screen } from "../ui/screen.tsx";
import { useWords } from "../ui/words.tsx";
import { go } from "./address.ts";

export function NotFound() {
  const { t } = useWords();
  return (
    <Screen title={t("not_found")}>
      <Empty icon="search" action={<Button onClick={() => go("/")}>{t("go_home")}</Button>}>
        {t("not_found")}
      </Empty>
    </Screen>
  );
}
