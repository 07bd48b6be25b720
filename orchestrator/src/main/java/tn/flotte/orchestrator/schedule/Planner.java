package tn.flotte.orchestrator.schedule;

import java.time.Duration;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Brings Quartz in line with the files at each start: what they say is scheduled, what they no
 * longer say is removed.
 */
@Component
class Planner {
  private static final Logger log = LoggerFactory.getLogger(Planner.class);
  private static final String GROUP = "planning";

  /** In a job's data: what the file said when it was planned. */
  private static final String DEFINITION = "definition";

  private final Scheduler quartz;
  private final ScheduleFiles files;

  Planner(Scheduler quartz, ScheduleSettings settings, Environment environment) {
    this.quartz = quartz;
    this.files = new ScheduleFiles(settings.dossier(), environment);
    // A mistake in a file refuses the start, before anything runs.
    this.files.read();
  }

  @EventListener(ApplicationReadyEvent.class)
  void plan() throws SchedulerException {
    var schedules = files.read();
    for (Schedule schedule : schedules) {
      plan(schedule);
    }
    Set<String> names = schedules.stream().map(Schedule::nom).collect(Collectors.toSet());
    for (JobKey key : quartz.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))) {
      if (!names.contains(key.getName())) {
        quartz.deleteJob(key);
      }
    }
    log.info("{} schedules are in force", schedules.size());
  }

  /**
   * A schedule that stands as the file has it is left alone: another orchestrator may be firing it
   * at this moment, and what was missed while all were down is still known.
   */
  private void plan(Schedule schedule) throws SchedulerException {
    JobDetail known = quartz.getJobDetail(JobKey.jobKey(schedule.nom(), GROUP));
    if (known != null
        && schedule.toString().equals(known.getJobDataMap().getString(DEFINITION))
        && quartz.checkExists(TriggerKey.triggerKey(schedule.nom(), GROUP))) {
      return;
    }
    JobDetail job =
        JobBuilder.newJob(DueJob.class)
            .withIdentity(schedule.nom(), GROUP)
            .usingJobData(DueJob.BOT, schedule.bot())
            .usingJobData(DEFINITION, schedule.toString())
            .usingJobData(DueJob.ALONE, Boolean.toString(schedule.seul()))
            .storeDurably()
            .build();
    quartz.scheduleJob(job, Set.of(trigger(schedule)), true);
  }

  private static Trigger trigger(Schedule schedule) {
    var trigger = TriggerBuilder.newTrigger().withIdentity(schedule.nom(), GROUP).startNow();
    Duration every = schedule.toutes();
    if (every != null) {
      var simple =
          SimpleScheduleBuilder.simpleSchedule()
              .withIntervalInMilliseconds(every.toMillis())
              .repeatForever();
      return trigger
          .withSchedule(
              schedule.rattrapage()
                  ? simple.withMisfireHandlingInstructionNowWithRemainingCount()
                  : simple.withMisfireHandlingInstructionNextWithRemainingCount())
          .build();
    }
    var cron =
        CronScheduleBuilder.cronSchedule(String.valueOf(schedule.cron()))
            .inTimeZone(TimeZone.getTimeZone(schedule.fuseau()));
    return trigger
        .withSchedule(
            schedule.rattrapage()
                ? cron.withMisfireHandlingInstructionFireAndProceed()
                : cron.withMisfireHandlingInstructionDoNothing())
        .build();
  }
}
