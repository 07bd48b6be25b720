package tn.flotte.pass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void dataIsInert() {
    assertThat(Html.of("<script>alert('x')</script>\"&").latin())
        .doesNotContain("<")
        .doesNotContain("'")
        .doesNotContain("\"");
  }

  @Test
  void whatLatinLacksBecomesAReference() {
    assertThat(Html.of("Noël … œ").latin()).isEqualTo("Noël &#8230; &#339;");
  }

  @Test
  void aScriptStringCannotBeLeft() {
    assertThat(Screen.link("x", "dossier.do?num=" + Html.url("');alert(1);//")).latin())
        .doesNotContain("alert(1)");
  }
}
