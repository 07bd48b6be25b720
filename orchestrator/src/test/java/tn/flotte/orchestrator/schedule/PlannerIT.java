package tn.flotte.orchestrator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.springframework.beans.factory.annotation.Autowired;
import tn.flotte.orchestrator.RunningHouse;

/** What a further orchestrator does with the schedules that the others are working by. */
class PlannerIT extends RunningHouse {
  private static final TriggerKey NAME = TriggerKey.triggerKey("relever-la-boite", "planning");

  @Autowired Planner planner;
  @Autowired Scheduler quartz;

  private CronTrigger trigger() throws SchedulerException {
    return (CronTrigger) quartz.getTrigger(NAME);
  }

  @Test
  void leavesAScheduleAloneThatStandsAsTheFileHasIt() throws SchedulerException {
    Date planned = trigger().getStartTime();

    planner.plan();

    assertThat(trigger().getStartTime()).isEqualTo(planned);
  }

  @Test
  void replacesAScheduleThatTheFileHasOtherwise() throws IOException, SchedulerException {
    Path file = data().resolve("schedules/essai.yaml");
    String before = Files.readString(file);
    try {
      Files.writeString(file, before.replace("0 0 3 1 1 ?", "0 0 4 1 1 ?"));
      planner.plan();
      assertThat(trigger().getCronExpression()).isEqualTo("0 0 4 1 1 ?");
    } finally {
      Files.writeString(file, before);
      planner.plan();
    }
    assertThat(trigger().getCronExpression()).isEqualTo("0 0 3 1 1 ?");
  }
}
