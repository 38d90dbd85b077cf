package io.basiswatch.local.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The answers that a client has got, in the order in which it asked. Times are microseconds since the epoch. */
final class AnswerLog {
    private final List<Answer> answers = new ArrayList<>();

    /**
     * One question and its answer.
     *
     * @param asked when
     * @param newest the newest good value's time, 0 where there was none
     * @param failure why there was no answer; empty where there was one
     */
    record Answer(long asked, long newest, String failure) {
        static Answer of(long asked, long newest) {
            return new Answer(asked, newest, "");
        }

        static Answer failed(long asked, String why) {
            return new Answer(asked, 0, why);
        }
    }

    synchronized void add(Answer answer) {
        answers.add(answer);
    }

    /** When a value was served for the first time that is of {@code time} or later. */
    synchronized OptionalLong freshSince(long time) {
        return answers.stream()
                .filter(answer -> answer.newest() >= time)
                .mapToLong(Answer::asked)
                .findFirst();
    }

    /** When a value was served for the first time that is newer than all that were served before {@code time}. */
    synchronized OptionalLong newerSince(long time) {
        long newest = answers.stream()
                .filter(answer -> answer.asked() < time)
                .mapToLong(Answer::newest)
                .max()
                .orElse(0);
        return answers.stream()
                .filter(answer -> answer.asked() >= time && answer.newest() > newest)
                .mapToLong(Answer::asked)
                .findFirst();
    }

    /** Why questions of a part of the run had no answer, one line for each. */
    synchronized List<String> failures(long from, long to) {
        return answers.stream()
                .filter(answer -> answer.asked() >= from && answer.asked() < to)
                .map(Answer::failure)
                .filter(failure -> !failure.isEmpty())
                .toList();
    }

    /** The longest time in which nothing newer was served, in a part of the run, in microseconds. */
    synchronized long standstill(long from, long to) {
        long longest = 0;
        long newest = 0;
        long since = from;
        for (Answer answer : answers) {
            if (answer.asked() >= from && answer.asked() < to && answer.newest() > newest) {
                newest = answer.newest();
                longest = Math.max(longest, answer.asked() - since);
                since = answer.asked();
            }
        }
        return Math.max(longest, to - since);
    }
}
