#include "indexer/stop.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t stop_signal;

static void on_signal(int number)
{
    if (stop_signal != 0) {
        signal(number, SIG_DFL);   /* the index is as it was committed */
        raise(number);
    }
    stop_signal = number;
}

static void catch_one(int number)
{
    struct sigaction action = {.sa_handler = on_signal}, before;

    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

void stop_catch(void)
{
    catch_one(SIGINT);
    catch_one(SIGTERM);
}

bool stop_wanted(void)
{
    return stop_signal != 0;
}

void stop_die(void)
{
    if (stop_signal == 0)
        return;
    signal(stop_signal, SIG_DFL);
    raise(stop_signal);
}
