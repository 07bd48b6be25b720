package tn.flotte.house;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import tn.flotte.orchestrator.OrchestratorApplication;

/** The orchestrator's packages are modules: no cycles, nobody reaches into another's inside. */
class ModulesTest {
  @Test
  void keepToThemselves() {
    ApplicationModules.of(OrchestratorApplication.class).verify();
  }
}
