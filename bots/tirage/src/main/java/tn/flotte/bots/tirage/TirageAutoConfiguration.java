package tn.flotte.bots.tirage;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import tn.flotte.connectors.documents.Documents;
import tn.flotte.connectors.ocr.Ocr;

/** Puts the bot together wherever papers are read: the same readers draw them. */
@AutoConfiguration(afterName = "tn.flotte.bots.ouverture.OuvertureAutoConfiguration")
public class TirageAutoConfiguration {
  @Bean
  @ConditionalOnBean(Ocr.class)
  Tirage tirageBot(Documents documents, Ocr ocr) {
    return new Tirage(documents, ocr::look);
  }
}
